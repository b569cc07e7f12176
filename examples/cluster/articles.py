#!/usr/bin/env python3
"""Small articles to try a cluster with: articles.py COUNT >articles.jsonl, a line of `offprint stream` each."""
import json
import sys

TEXTS = [
    ("en", "The price of wheat had doubled by the spring, and the carters began to be paid in flour."),
    ("de", "Der Preis des Weizens hatte sich bis zum Frühjahr verdoppelt, und niemand sprach darüber."),
    ("fr", "Le prix du blé avait doublé au printemps, et personne n'en parlait d'abord dans la ville."),
]

for number in range(int(sys.argv[1])):
    language, sentence = TEXTS[number % len(TEXTS)]
    paragraphs = "\n\n".join([f"{sentence} " * (3 + number % 5)] * (2 + number % 4))
    content = f"# Article {number}\n\n{paragraphs}\n\n| year | price |\n|---|--:|\n| {1800 + number} | {number * 7} |\n"
    line = {"id": f"{number:06}", "format": "markdown", "content": content, "options": {"lang": language}}
    print(json.dumps(line, ensure_ascii=False))

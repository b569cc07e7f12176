#!/usr/bin/env python3
"""Converts articles with Apache Spark: spark.py ARTICLES.jsonl OUT ANSWERS [option of offprint stream ...]

ARTICLES.jsonl holds a line of `offprint stream` for each article; it may be a folder of such files, or any address that
Spark reads. Each partition is piped through one `offprint stream`, which opens its fonts once. Files go to OUT, which
all machines share; what became of each article goes to ANSWERS, as JSON that Spark reads again.
"""
import os
import shlex
import sys

from pyspark.sql import SparkSession

articles, out, answers, *options = sys.argv[1:]
offprint = os.environ.get("OFFPRINT", "offprint")  # where it is on the workers
# One thread: Spark has as many tasks at work as there are cores. The order of answers means nothing to it.
command = [offprint, "stream", "--jobs", "1", "--unordered", "-o", out, *options]

spark = SparkSession.builder.appName("offprint").getOrCreate()
lines = spark.sparkContext.textFile(articles, minPartitions=4 * spark.sparkContext.defaultParallelism)
# checkCode: should a process be killed, Spark runs its partition again, perhaps elsewhere. The same article makes the
# same bytes, and a file is there whole or not at all, so it does no harm that some are made twice.
answered = lines.pipe(shlex.join(command), checkCode=True)
answered.saveAsTextFile(answers)

found = spark.read.json(answers)
print(f"{found.count()} articles, {found.filter('not ok').count()} failed")
spark.stop()

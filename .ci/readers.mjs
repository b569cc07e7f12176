// readers.mjs BOOK.epub EXPECTED.json: what two reading systems, foliate-js and epub.js, understand of a book: table of
// contents, landmarks and list of pages must be as the book's own files say. Node modules are looked for where it is run.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(path.join(process.cwd(), 'x.js'));
const puppeteer = require('puppeteer-core');
const [book, expectedFile, chromium = '/usr/bin/chromium'] = process.argv.slice(2);
const expected = JSON.parse(fs.readFileSync(expectedFile, 'utf8'));
const modules = path.resolve('node_modules');
const types = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.epub': 'application/epub+zip' };

const flat = `const flat = (items, name, inner) => (items || []).flatMap(item =>
  [String(item[name] ?? '').trim(), ...flat(item[inner], name, inner)]);`;
const pages = {
  '/foliate.html': `<!DOCTYPE html><meta charset=utf-8><script type=module>${flat}
    try {
      await import('/foliate-js/view.js');
      const view = document.createElement('foliate-view'); document.body.append(view);
      const blob = await (await fetch('/book.epub')).blob();
      await view.open(new File([blob], 'book.epub', { type: 'application/epub+zip' }));
      const book = view.book;
      window.found = { toc: flat(book.toc, 'label', 'subitems'), pages: flat(book.pageList, 'label', 'subitems'),
        landmarks: (book.landmarks || []).flatMap(mark => mark.type) };
    } catch (error) { window.failed = String(error) }</script>`,
  '/epubjs.html': `<!DOCTYPE html><meta charset=utf-8><script src=/jszip/dist/jszip.min.js></script>
    <script src=/epubjs/dist/epub.min.js></script><script>${flat}
    (async () => { try {
      const book = ePub('/book.epub'); await book.ready; const nav = await book.loaded.navigation;
      window.found = { toc: flat(nav.toc, 'label', 'subitems'), pages: (book.pageList?.pageList || []).map(page => String(page.page)),
        landmarks: nav.landmarks.map(mark => mark.type) };
    } catch (error) { window.failed = String(error) } })()</script>`,
};
const server = http.createServer((request, response) => {
  const name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  if (pages[name]) { response.setHeader('content-type', 'text/html'); return response.end(pages[name]); }
  const file = name === '/book.epub' ? path.resolve(book) : path.join(modules, path.normalize(name));
  if (!fs.existsSync(file) || fs.statSync(file).isDirectory()) { response.statusCode = 404; return response.end(); }
  response.setHeader('content-type', types[path.extname(file)] || 'application/octet-stream');
  response.end(fs.readFileSync(file));
});
await new Promise(done => server.listen(0, '127.0.0.1', done));
const browser = await puppeteer.launch({ executablePath: chromium, headless: true, timeout: 120000,
  protocolTimeout: 120000, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
let status = 0;
try {
  for (const reader of ['foliate', 'epubjs']) {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/${reader}.html`);
    await page.waitForFunction('window.found || window.failed', { timeout: 60000 });
    const failed = await page.evaluate('window.failed');
    const found = await page.evaluate('window.found');
    for (const what of ['toc', 'landmarks', 'pages']) {
      const ours = JSON.stringify(expected[what]), theirs = JSON.stringify(found?.[what]);
      const same = !failed && ours === theirs;
      console.log(`${same ? 'pass' : 'FAIL'} ${reader} ${what}${same ? '' : `: ${failed || ''}\n  ours ${ours}\n  its  ${theirs}`}`);
      if (!same) status = 1;
    }
  }
} finally { await browser.close(); server.close(); }
process.exit(status);

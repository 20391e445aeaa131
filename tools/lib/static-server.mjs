// A small static file server for the built page, close to what a static host does.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The file that a URL path stands for, or undefined. */
function findFile(folder, base, pathname) {
  if (!pathname.startsWith(base)) return undefined;
  const inside = normalize(`/${decodeURIComponent(pathname.slice(base.length))}`);
  const file = join(folder, inside.endsWith('/') ? `${inside}index.html` : inside);
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() ? { file, size: stats.size } : undefined;
}

/**
 * Serves `folder` under the path `base` ("/" or "/some/path/"). Resolves to { url, close } once it listens;
 * port 0 takes any free one. If `port` is taken, the next free one of the following nine is used.
 */
export function serve({ folder, base = '/', port = 0, host = 'localhost' }) {
  const server = createServer((request, response) => {
    let found;
    try {
      found = findFile(folder, base, new URL(request.url, 'http://localhost').pathname);
    } catch {
      // A malformed address is simply not found.
    }
    if (!found) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
      return;
    }
    response.writeHead(200, {
      'Content-Type': TYPES[extname(found.file)] ?? 'application/octet-stream',
      'Content-Length': found.size,
      'Cache-Control': 'no-cache',
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(found.file).pipe(response);
  });

  return new Promise((resolve, reject) => {
    let attempt = port;
    server.on('error', (error) => {
      if (error.code === 'EADDRINUSE' && port !== 0 && attempt < port + 9) server.listen(++attempt, host);
      else reject(error);
    });
    server.on('listening', () =>
      resolve({
        url: `http://${host}:${server.address().port}${base}`,
        close: () => new Promise((done) => server.close(done).closeAllConnections()),
      }),
    );
    server.listen(attempt, host);
  });
}

// Running other programs, with errors that say which command failed.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Debian's Emscripten keeps its JavaScript parts here; a Node.js from elsewhere does not look there by itself. */
export const DEBIAN_NODE_PATH = '/usr/share/nodejs';

export const buildEnvironment = { ...process.env, NODE_PATH: process.env.NODE_PATH ?? DEBIAN_NODE_PATH };

/** An error whose message is all that the reader needs: shown without a stack. */
export class ToolError extends Error {}

/** Says what happens next, so that a long run can be followed. */
export function announce(text) {
  console.log(`\n== ${text}`);
}

/** Runs a command with its output on the terminal. Resolves to its exit status. */
export function status(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env: buildEnvironment, stdio: 'inherit', ...options });
    child.on('error', (error) => reject(new ToolError(`${command}: ${error.message}`)));
    child.on('exit', (code, signal) => resolve(signal ? 1 : code));
  });
}

/** Like status(), but anything except success is an error. */
export async function run(command, args, options = {}) {
  const code = await status(command, args, options);
  if (code !== 0) throw new ToolError(`"${[command, ...args].join(' ')}" ended with status ${code}`);
}

/** Runs a command and returns { code, output }, where output is what it printed on both channels. */
export function capture(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: ROOT, env: buildEnvironment, encoding: 'utf8', ...options });
  if (result.error) return { code: 127, output: result.error.message };
  return { code: result.status ?? 1, output: result.stdout + result.stderr };
}

/** Runs a tool's main function and turns an error into one clear line and exit status 1. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof ToolError ? `\nerror: ${error.message}` : error);
    process.exitCode = 1;
  }
}

/** True if this module is the program that Node.js was started with. */
export function isProgram(moduleUrl) {
  return process.argv[1] === fileURLToPath(moduleUrl);
}

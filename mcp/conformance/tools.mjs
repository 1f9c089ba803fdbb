import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** An installed program. */
export function bin(name) {
  return join(here, 'node_modules', '.bin', name);
}

/** Runs a program to its end, five minutes at most. */
export function capture(program, rest) {
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000 });
  let output = '';
  let errors = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (errors += data));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, output, errors }));
  });
}

export function check(condition, what) {
  if (!condition) throw new Error(what);
}

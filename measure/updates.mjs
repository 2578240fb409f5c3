#!/usr/bin/env node
// Lists the tools of published MCP servers in several versions, and writes what changed from one version to the next:
// one JSON line for each tool that differs, with its definition `before` and now (`tool`).
//
//   node measure/updates.mjs [--versions measure/updates.json] [--into FOLDER] > updates.jsonl
//
// Servers are installed from the npm registry into FOLDER (default target/updates) without running their scripts, started
// with made-up credentials, asked for `tools/list`, and ended. Nothing of them is called. Needs Node.js 20 or newer.
import { spawn, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const options = { '--versions': join(here, 'updates.json'), '--into': join(here, '..', 'target', 'updates') };
for (let i = 2; i < process.argv.length; i += 2) {
  if (!(process.argv[i] in options) || i + 1 === process.argv.length) {
    console.error('usage: node measure/updates.mjs [--versions FILE] [--into FOLDER] > updates.jsonl');
    process.exit(2);
  }
  options[process.argv[i]] = process.argv[i + 1];
}
const into = resolve(options['--into']);
const PATIENCE = 20_000;

/** The program that a package starts as. */
function program(folder, name, wanted) {
  const home = join(folder, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[wanted] ?? Object.values(bin)[0];
  return join(home, file);
}

function install(name, version) {
  const folder = join(into, `${name}@${version}`.replaceAll('/', '+'));
  if (!existsSync(join(folder, 'node_modules', name))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{}');
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`],
      { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return folder;
}

/** All tools that a server lists, or an error. */
function list(folder, { name, bin, args = [], env = {} }) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program(folder, name, bin), ...args.map(arg => arg.replace('{scratch}', folder))],
      { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, ...env }, stdio: ['pipe', 'pipe', 'ignore'] });
    const end = (finish, value) => { clearTimeout(timer); child.kill('SIGKILL'); finish(value); };
    const timer = setTimeout(() => end(fail, new Error('no answer in time')), PATIENCE);
    const send = message => child.stdin.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
    child.on('error', e => end(fail, e));
    child.on('exit', code => end(fail, new Error(`ended with status ${code}`)));
    child.stdin.on('error', () => {});
    const tools = [];
    let rest = '';
    child.stdout.on('data', chunk => {
      rest += chunk;
      for (let at; (at = rest.indexOf('\n')) >= 0; rest = rest.slice(at + 1)) {
        let message;
        try { message = JSON.parse(rest.slice(0, at)); } catch { continue; }
        if (message.id === 1) {
          send({ method: 'notifications/initialized' });
          send({ id: 2, method: 'tools/list', params: {} });
        } else if (message.id === 2) {
          if (!message.result) { end(fail, new Error('refuses tools/list')); return; }
          tools.push(...message.result.tools);
          const cursor = message.result.nextCursor;
          if (cursor) send({ id: 2, method: 'tools/list', params: { cursor } });
          else end(done, tools);
        } else if (message.method && message.id !== undefined) {
          send({ id: message.id, error: { code: -32601, message: 'Method not found' } });
        }
      }
    });
    send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'updates', version: '1' } } });
  });
}

let pairs = 0, same = 0, failed = 0;
for (const server of JSON.parse(readFileSync(options['--versions'], 'utf8'))) {
  let before = null, beforeVersion = null;
  for (const version of server.versions) {
    let tools;
    try {
      tools = new Map((await list(install(server.name, version), server)).map(tool => [tool.name, tool]));
    } catch (e) {
      failed++;
      console.error(`${server.name}@${version}: ${e.message.split('\n')[0]}`);
      continue;
    }
    let changed = 0;
    for (const [name, tool] of before ? tools : []) {
      const old = before.get(name);
      if (old && JSON.stringify(old) === JSON.stringify(tool)) same++;
      else if (old) {
        changed++;
        process.stdout.write(JSON.stringify({ id: `${server.name}@${beforeVersion}-${version}/${name}`, surface: 'tool_description',
          label: 'benign', server: server.name, before: old, tool }) + '\n');
      }
    }
    pairs += changed;
    console.error(`${server.name}@${version}: ${tools.size} tools, ${changed} changed`);
    before = tools;
    beforeVersion = version;
  }
}
console.error(`${pairs} changed definitions, ${same} unchanged, ${failed} versions could not be listed`);

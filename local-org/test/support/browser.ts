import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome'
];

/** No sandbox: tests run as root in containers. Hinting off: the same pixels everywhere. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--font-render-hinting=none', '--hide-scrollbars'];

/**
 * Starts a headless browser: `CHROME_PATH`, else an installed Chromium or Chrome, else the one that the npm package
 * `@sparticuz/chromium` carries, with its own libraries and fonts where the machine has none.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = [process.env.CHROME_PATH, ...INSTALLED].find((file) => file && existsSync(file));
  if (own) return chromium.launch({ executablePath: own, args: FLAGS });
  const packed = await unpackChromium();
  return chromium.launch({
    executablePath: packed.executable,
    args: [...FLAGS, '--headless=shell', '--no-zygote'],
    env: { ...stringEnvironment(), ...packed.environment }
  });
}

interface PackedBrowser {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

async function unpackChromium(): Promise<PackedBrowser> {
  const { default: packed } = await import('@sparticuz/chromium');
  const executable = await packed.executablePath();
  const environment: Record<string, string> = {};
  if (!existsSync('/usr/lib/x86_64-linux-gnu/libnss3.so')) {
    const libraries = unpackLibraries();
    environment.LD_LIBRARY_PATH = [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  }
  // Without a font every text would be blank; executablePath() has unpacked some.
  if (!hasFonts('/usr/share/fonts')) environment.FONTCONFIG_PATH = path.join(tmpdir(), 'fonts');
  return { executable, environment };
}

/** Unpacks the shared libraries beside the browser, once per machine. */
function unpackLibraries(): string {
  const target = path.join(tmpdir(), 'chromium-libraries');
  const libraries = path.join(target, 'lib');
  if (existsSync(libraries)) return libraries;
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const root = main.slice(0, main.lastIndexOf(`${path.sep}chromium${path.sep}`) + '/chromium'.length);
  const archive = brotliDecompressSync(readFileSync(path.join(root, 'bin', 'al2023.tar.br')));
  const script = 'mkdir -p "$0" && tar -x -C "$0"';
  const result = spawnSync('sh', ['-c', script, target], { input: archive });
  if (result.status !== 0)
    throw new Error(`The browser's libraries could not be unpacked: ${result.stderr.toString()}`);
  return libraries;
}

function hasFonts(directory: string): boolean {
  if (!existsSync(directory)) return false;
  return readdirSync(directory, { recursive: true }).some((file) => /\.(ttf|otf|ttc|pfb)$/i.test(String(file)));
}

function stringEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  );
}

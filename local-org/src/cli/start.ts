import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { notInForce, type Org } from '../index.ts';
import { buildLightning, lightningRoutes } from '../lightning/index.ts';
import { startServer, type LocalOrgServer } from '../server/index.ts';
import { takeDataFolder } from './data-folder.ts';
import { featureLines } from './feature-lines.ts';
import { lightningOrg } from './lightning-adapter.ts';
import { orgSource } from './org-source.ts';
import { cacheDirectory } from './project.ts';
import { writeSession, type SessionFile } from './session-file.ts';
import { UsageError } from './usage-error.ts';

export const START_USAGE = 'local-org start [--port N] [--data-dir DIR] [--demo none|small|large] [--empty] [--reset]';

const DEFAULT_PORT = 8910;
const DEMO_DONE = 'demo-done';

interface DemoModule {
  replay(context: {
    instanceUrl: string;
    session: SessionFile;
    size: string;
    log: (line: string) => void;
  }): Promise<void>;
}

/** Opens the org in the data folder, serves it, fills it with the demo on its first start, and runs until it is told to stop. */
export async function start(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      'data-dir': { type: 'string', default: '.local-org' },
      demo: { type: 'string' },
      empty: { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false }
    }
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`--port ${values.port} is no port`);
  }
  const dataDir = path.resolve(values['data-dir']);
  const folder = takeDataFolder(dataDir, values.reset);
  const source = orgSource(dataDir, values.empty);
  const { project } = source;
  const build = buildLightning({ project, cacheDir: path.join(cacheDirectory(), 'lightning'), log: console.log });
  build.catch((error: unknown) => console.error(`The components could not be built: ${String(error)}`));

  const org = source.open();
  for (const { file, line, column, message } of org.compileErrors) {
    console.error(`${path.relative(project.root, file)}:${line}:${column} ${message}`);
  }
  notInForce(org.metadata).forEach((line) => console.error(line));
  featureLines(org.metadata.unsupportedFeatures).forEach((line) => console.error(line));
  const server = await startServer(org, { port, deployments: source.deployments });
  server.addRoute(
    lightningRoutes(
      lightningOrg(() => server.org, server.sessions),
      { build }
    )
  );
  org.asyncQueue.start();
  const session = writeSession(org, server.sessions, server.url, dataDir);
  await demo(org, project.root, session, values.demo);
  await build.catch(() => undefined);
  announce(server, session, dataDir);
  await stopSignal();
  await server.close();
  await server.org.close();
  folder.release();
  return 0;
}

/** Replays the project's demo once in the life of the data folder. */
async function demo(org: Org, root: string, session: SessionFile, wanted: string | undefined): Promise<void> {
  const { demo: configured } = org.config;
  const size = wanted ?? configured?.default ?? 'none';
  if (!configured || size === 'none' || org.settings.get(DEMO_DONE) !== undefined) {
    return;
  }
  const module = (await import(pathToFileURL(path.join(root, configured.module)).href)) as DemoModule;
  await module.replay({ instanceUrl: session.instanceUrl, session, size, log: console.log });
  org.settings.set(DEMO_DONE, size);
}

function announce({ url }: LocalOrgServer, { users }: SessionFile, dataDir: string): void {
  console.log(`
REST API     ${url}/services/data/v67.0
Apex REST    ${url}/services/apexrest
Tokens       ${path.join(dataDir, 'session.json')}

Pages, signed in as
${Object.entries(users)
  .map(([alias, { loginUrl }]) => `${alias.padEnd(12)} ${loginUrl}`)
  .join('\n')}
`);
  console.log(`Local org ready at ${url} (Ctrl-C stops it)`);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

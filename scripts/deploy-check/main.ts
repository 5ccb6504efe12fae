/**
 * `npm run deploy:check`: deploys the project as it is first deployed to production: with the sf CLI into an empty local org, by an
 * administrator to whom nothing is assigned, running all tests; and once more when people have worked in the org.
 */
import { cpSync, globSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Cli } from '../../local-org/test/sf-cli/support.ts';
import { EVENTS_URL, orderEvent, type EventResult } from '../test/support/events.ts';
import { startLocalOrg, type RunningOrg } from '../test/support/local-org.ts';
import { ROOT, run, summaryLine, total, type Outcome } from '../test/suite.ts';
import { coverageOf, faultsOf, outcomeOf, type DeployJson } from './deploy-report.ts';

/** What an administrator hands out before a store is connected. */
const PERMISSION_SETS = ['Commerce_Admin', 'Commerce_Integration'].flatMap((name) => [
  name,
  `${name}_Standard_Objects`
]);
const DEPLOY = [
  'project',
  'deploy',
  'start',
  '--source-dir',
  'force-app',
  '--test-level',
  'RunLocalTests',
  '--wait',
  '60'
];

async function deploy(cli: Cli, name: string): Promise<Outcome> {
  const started = Date.now();
  const answer = (await cli.json(...DEPLOY)) as DeployJson;
  faultsOf(answer).forEach((fault) => console.log(`FAIL ${fault}`));
  const outcome = outcomeOf(name, answer);
  const coverage = coverageOf(answer)?.toFixed(1) ?? 'no';
  console.log(`${summaryLine(outcome)} (${coverage} % covered, ${Math.round((Date.now() - started) / 1000)} s)`);
  return outcome;
}

async function login(cli: Cli, { session }: RunningOrg, persona: 'admin' | 'integration'): Promise<void> {
  const { status, stdout, stderr } = await cli.login(session.instanceUrl, session.users[persona].accessToken);
  if (status !== 0) {
    throw new Error(`The login of ${persona} failed:\n${stdout}${stderr}`);
  }
}

/** The premise: nothing but the profile gives the administrator rights. */
async function isPlainAdministrator(org: RunningOrg): Promise<boolean> {
  const assigned = `SELECT COUNT() FROM PermissionSetAssignment WHERE Assignee.Username = '${org.session.users.admin.username}' AND PermissionSet.IsOwnedByProfile = false`;
  const { body } = await org.call<{ totalSize: number }>(
    'GET',
    `/services/data/v67.0/query?q=${encodeURIComponent(assigned)}`,
    undefined,
    'admin'
  );
  return body.totalSize === 0;
}

/** Hands out permission sets, loads the reference data and posts orders, as the integration user. */
async function work(cli: Cli, org: RunningOrg): Promise<Outcome> {
  const { username } = org.session.users.integration;
  const assign = PERMISSION_SETS.flatMap((name) => ['--name', name]);
  const steps: (() => Promise<{ status: number; message?: string }>)[] = [
    () => cli.json('org', 'assign', 'permset', ...assign, '--on-behalf-of', username),
    async () => {
      await login(cli, org, 'integration');
      return cli.json('data', 'import', 'tree', '--plan', 'config/data/reference-plan.json');
    }
  ];
  for (const step of steps) {
    const { status, message } = await step();
    if (status !== 0) {
      console.log(`FAIL ${message ?? 'a step of the set-up'}`);
      return { name: 'Use', passed: 0, failed: 1 };
    }
  }
  const example = JSON.parse(readFileSync(path.join(ROOT, 'docs/examples/order.json'), 'utf8')) as {
    events: ReturnType<typeof orderEvent>[];
  };
  const events = [...example.events, ...['a', 'b', 'c'].map((id) => orderEvent(`deploy-check-${id}`))];
  const { body } = await org.call<{ results?: EventResult[] }>('POST', EVENTS_URL, { events });
  await org.drain();
  const failed = (body.results ?? []).filter(({ status }) => status !== 'processed');
  failed.forEach(({ id, status, error }) => console.log(`FAIL event ${id}: ${status} ${error?.message ?? ''}`));
  const processed = (body.results ?? []).length - failed.length;
  const outcome = { name: 'Use', passed: processed, failed: failed.length + (body.results === undefined ? 1 : 0) };
  if (body.results === undefined) {
    console.log(`FAIL the events were refused: ${JSON.stringify(body)}`);
  }
  console.log(summaryLine(outcome));
  return outcome;
}

/** Each step needs the ones before it. */
async function check(cli: Cli, org: RunningOrg): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const steps = [
    () => deploy(cli, 'First deployment'),
    () => work(cli, org),
    async () => {
      await login(cli, org, 'admin');
      return deploy(cli, 'Deployment into use');
    }
  ];
  for (const step of steps) {
    if (!(await isPlainAdministrator(org))) {
      console.log('FAIL The administrator has been assigned a permission set');
      return [...outcomes, { name: 'Administrator', passed: 0, failed: 1 }];
    }
    const outcome = await step();
    outcomes.push(outcome);
    if (outcome.failed > 0) {
      break;
    }
  }
  return outcomes;
}

/** A component that is gone from the source leaves the script that was once built of it. */
function isLeftOver(file: string): boolean {
  return (
    /\/lwc\/[^/]+$/.test(file) &&
    statSync(file).isDirectory() &&
    readdirSync(file).every((name) => name.endsWith('.js'))
  );
}

/** Scripts of components, as `npm run build` leaves them beside the source. */
function scripts(): string[] {
  return globSync('force-app/**/lwc/**/*.js', { cwd: ROOT }).map((file) => path.join(ROOT, file));
}

async function main(): Promise<number> {
  const before = new Set(scripts());
  const built = await run('node', ['scripts/build/build.ts'], { quiet: true });
  if (built.code !== 0) {
    return built.code;
  }
  const cli = new Cli();
  const org = await startLocalOrg('none', ['--empty']);
  try {
    for (const name of ['force-app', 'config/data', 'sfdx-project.json', '.forceignore']) {
      cpSync(path.join(ROOT, name), path.join(cli.projectDir, name), {
        recursive: true,
        filter: (file) => !isLeftOver(file)
      });
    }
    // A script that stays behind would be taken for the component when its source has changed.
    scripts()
      .filter((file) => !before.has(file))
      .forEach((file) => rmSync(file));
    await login(cli, org, 'admin');
    const sum = total('deploy', await check(cli, org));
    console.log(summaryLine(sum));
    return sum.failed === 0 ? 0 : 1;
  } finally {
    await org.stop();
    cli.close();
  }
}

process.exitCode = await main();

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { UserContext } from '../../security/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiError } from '../api-error.ts';
import { checkComponent, type ComponentProblem } from './check-components.ts';
import { checkManifest } from './check-manifest.ts';
import { deleteComponent } from './delete-component.ts';
import { usagesOfDeleted } from './deletion-usages.ts';
import type { DeployOptions } from './deploy-options.ts';
import { Deployment, type DeployedComponent } from './deployment.ts';
import { deployTests } from './deploy-tests.ts';
import { LwcCompiler } from './lwc-compiler.ts';
import { readPackage, type PackageComponent, type PackageContent } from './package-content.ts';
import { retrieve } from './retrieve.ts';
import { SourceStore, writeComponent } from './source-store.ts';
import { validateSource } from './validate-source.ts';
import { readZip, ZipError } from './zip.ts';

/** What a server needs in order to take deployments. */
export interface DeployHost {
  /** Folder of the deployed source; it need not exist. */
  readonly directory: string;
  /** Source that the org runs from before anything was deployed. */
  readonly project: readonly string[];
  readonly cacheDir?: string;
  /** Opens the org over other source and the same records. The org before it is closed by then. */
  open(source: readonly string[]): Org;
}

const KEPT = 20;
const DESTRUCTIVE = 'destructiveChanges.xml';

/**
 * Takes deployments one after the other: the source is prepared beside the org's own, read, compiled and tested, and only then takes its
 * place, with the org opened anew over the same records.
 */
export class Deployer {
  readonly #host: DeployHost;
  readonly #store: SourceStore;
  readonly #current: () => Org;
  readonly #replace: (org: Org) => void;
  readonly #deployments: Deployment[] = [];
  readonly #lwc = new LwcCompiler();
  readonly #retrieved = new Map<string, ReturnType<typeof retrieve>>();
  #queue: Promise<void> = Promise.resolve();
  #next = Date.now();

  constructor(host: DeployHost, current: () => Org, replace: (org: Org) => void) {
    this.#host = host;
    this.#store = new SourceStore(host.directory);
    this.#current = current;
    this.#replace = replace;
  }

  /** Accepts a deployment; it is worked on between requests. */
  start(zip: Buffer, options: DeployOptions, user: UserContext): Deployment {
    const id = `0Af${(this.#next++).toString(36).toUpperCase().padStart(12, '0').slice(-12)}AAA`;
    const deployment = new Deployment(id, zip, options, user);
    this.#deployments.push(deployment);
    this.#deployments.splice(0, this.#deployments.length - KEPT);
    this.#queue = this.#queue.then(() => this.#process(deployment));
    return deployment;
  }

  /** Deploys what an earlier deployment has only checked, without running its tests again. @throws ApiError */
  startValidated(id: string, user: UserContext): Deployment {
    const { zip, options, status, tests } = this.find(id);
    if (!options.checkOnly || status !== 'Succeeded' || tests === null) {
      throw new ApiError(400, 'INVALID_ID_FIELD', `${id} is no validation with tests that succeeded`);
    }
    return this.start(zip, { ...options, checkOnly: false, testLevel: 'NoTestRun' }, user);
  }

  /** @throws ApiError INVALID_ID_FIELD */
  find(id: string): Deployment {
    const found = this.#deployments.find((deployment) => deployment.id.slice(0, 15) === id.slice(0, 15));
    if (!found) {
      throw new ApiError(404, 'INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
    }
    return found;
  }

  /** Takes a deployment back that has not begun; one that has goes on to its end. */
  cancel(id: string): Deployment {
    const deployment = this.find(id);
    if (deployment.status === 'Pending') {
      deployment.finish('Canceled');
    }
    return deployment;
  }

  /** Takes components out of the org's source; answers the id under which the result is kept. */
  retrieve(request: unknown): string {
    const id = `09S${(this.#next++).toString(36).toUpperCase().padStart(12, '0').slice(-12)}AAA`;
    this.#retrieved.set(
      id,
      this.#store.read(this.#host.project, (directory) => retrieve(directory, request))
    );
    const [oldest] = this.#retrieved.keys();
    if (this.#retrieved.size > KEPT && oldest !== undefined) {
      this.#retrieved.delete(oldest);
    }
    return id;
  }

  /** @throws ApiError for an id that is not known */
  retrieved(id: string): ReturnType<typeof retrieve> {
    const found = this.#retrieved.get(id);
    if (!found) {
      throw new ApiError(404, 'INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
    }
    return found;
  }

  /** Waits until every deployment is done. */
  settled(): Promise<void> {
    return this.#queue;
  }

  async #process(deployment: Deployment): Promise<void> {
    await nextTurn();
    if (deployment.done) {
      return;
    }
    deployment.status = 'InProgress';
    try {
      await this.#deploy(deployment, readPackage(readZip(deployment.zip)));
    } catch (error) {
      if (!(error instanceof ZipError)) {
        this.#current().report(`Deployment ${deployment.id}`, error);
      }
      const code = error instanceof ZipError ? 'INVALID_FILE' : 'UNKNOWN_EXCEPTION';
      deployment.error = { code, message: error instanceof Error ? error.message : String(error) };
      deployment.finish('Failed');
    } finally {
      this.#store.discard();
    }
  }

  async #deploy(deployment: Deployment, content: PackageContent): Promise<void> {
    const { options } = deployment;
    deployment.total = content.components.length + content.deletions.length;
    let { components } = content;
    let prepared = this.#prepare(components, content.deletions);
    const unnamed = checkManifest(content);
    if (unnamed.length > 0 && (options.rollbackOnError || options.checkOnly)) {
      deployment.failures = [...unnamed, ...prepared.problems];
      deployment.successes = prepared.deployed;
      deployment.finish('Failed');
      return;
    }
    const failures = [...unnamed, ...prepared.problems];
    while (prepared.problems.length > 0 && !options.rollbackOnError && !options.checkOnly) {
      // what is at fault is left out, until the rest is in order
      const rest = components.filter(
        ({ type, fullName }) =>
          !prepared.problems.some(({ component }) => component.type === type && component.fullName === fullName)
      );
      if (rest.length === components.length || rest.length === 0) {
        break;
      }
      components = rest;
      prepared = this.#prepare(components, content.deletions);
      failures.push(...prepared.problems);
    }
    deployment.failures = failures;
    deployment.successes = prepared.deployed;
    if (prepared.problems.length > 0) {
      deployment.finish('Failed');
      return;
    }
    if (options.testLevel !== 'NoTestRun') {
      deployment.tests = await deployTests(this.#current(), prepared.root, deployment, components, this.#host.cacheDir);
      if (deployment.tests.failed > 0 || deployment.tests.warnings.length > 0) {
        deployment.finish('Failed');
        return;
      }
    }
    if (!options.checkOnly) {
      await this.#commit();
    }
    deployment.finish(failures.length > 0 ? 'SucceededPartial' : 'Succeeded');
  }

  #prepare(
    components: readonly PackageComponent[],
    deletions: PackageContent['deletions']
  ): { root: string; problems: ComponentProblem[]; deployed: DeployedComponent[] } {
    const root = this.#store.prepare(this.#host.project);
    const deployed = deletions.map((member): DeployedComponent => {
      const isThere = deleteComponent(root, member);
      const component = { ...member, fileName: DESTRUCTIVE, known: true };
      const warning = `No ${member.type} named: ${member.fullName} found`;
      return { component, created: false, changed: isThere, deleted: isThere, ...(isThere ? {} : { warning }) };
    });
    const problems = components.flatMap((component) => {
      const own = checkComponent(component);
      return own.length > 0 ? own : this.#lwc.check(component);
    });
    const faulty = new Set(problems.map(({ component }) => nameOf(component)));
    for (const component of components) {
      if (!faulty.has(nameOf(component))) {
        deployed.push({ component, deleted: false, ...writeComponent(root, component) });
      }
    }
    const { own, others } = validateSource(this.#current(), root, components, this.#host.cacheDir);
    problems.push(...own, ...usagesOfDeleted(others, deletions, DESTRUCTIVE));
    const failed = new Set(problems.map(({ component }) => nameOf(component)));
    return { root, problems, deployed: deployed.filter(({ component }) => !failed.has(nameOf(component))) };
  }

  /** Exchanges source and org. When the org cannot be opened over the new source, everything is as it was. */
  async #commit(): Promise<void> {
    const before = this.#current();
    const source = this.#store.exists ? [this.#host.directory] : this.#host.project;
    await before.asyncQueue.stop();
    this.#store.commit();
    before.db.close();
    try {
      this.#replace(this.#host.open([this.#host.directory]));
    } catch (error) {
      this.#store.revert();
      this.#replace(this.#host.open(source));
      throw error;
    }
    this.#store.settle();
    this.#current().asyncQueue.start();
  }
}

function nameOf({ type, fullName }: Pick<PackageComponent, 'type' | 'fullName'>): string {
  return `${type}:${fullName}`;
}

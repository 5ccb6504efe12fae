import { writeZip } from '../../src/server/metadata/zip.ts';
import type { EmptyOrg } from './deploy-support.ts';

export interface DeployMessage {
  readonly componentType: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly problem?: string;
  readonly problemType?: string;
  readonly lineNumber?: number;
  readonly columnNumber?: number;
  readonly created: boolean;
  readonly changed: boolean;
  readonly deleted: boolean;
}

export interface DeployResult {
  readonly id: string;
  readonly done: boolean;
  readonly success: boolean;
  readonly status: string;
  readonly errorMessage?: string;
  readonly numberTestErrors: number;
  readonly details: {
    readonly componentFailures: DeployMessage[];
    readonly componentSuccesses: DeployMessage[];
    readonly runTestResult: {
      readonly failures: { readonly message: string }[];
      readonly codeCoverageWarnings: { readonly name: string | null; readonly message: string }[];
    };
  };
}

/** Deploys files by the REST API and waits for the result; without a package.xml of its own it gets an empty one, if any. */
export async function deployFiles(
  org: EmptyOrg,
  files: Readonly<Record<string, string>>,
  deployOptions: object = {},
  withManifest = true
): Promise<DeployResult> {
  const all = { 'package.xml': '<Package xmlns="http://soap.sforce.com/2006/04/metadata"/>', ...files };
  const sent = Object.entries(all).filter(([path]) => withManifest || path !== 'package.xml');
  const zip = writeZip(new Map(sent.map(([path, text]) => [path, Buffer.from(text)])));
  const headers = { authorization: `Bearer ${org.token}` };
  const address = `${org.server.url}/services/data/v67.0/metadata/deployRequest`;
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(zip)], { type: 'application/zip' }), 'deploy.zip');
  form.set('json', new Blob([JSON.stringify({ deployOptions: { rollbackOnError: true, ...deployOptions } })]));
  const { id } = (await (await fetch(address, { method: 'POST', body: form, headers })).json()) as { id: string };
  for (;;) {
    const answer = await fetch(`${address}/${id}?includeDetails=true`, { headers });
    const { deployResult } = (await answer.json()) as { deployResult: DeployResult };
    if (deployResult.done) {
      return deployResult;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

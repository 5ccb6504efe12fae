import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { ROOT } from '../suite.ts';

interface OpenApi {
  readonly components: {
    readonly schemas: {
      readonly Error: { readonly properties: { readonly code: { readonly description: string } } };
      readonly Topic: { readonly enum: readonly string[] };
    };
  };
}

/** Layers whose faults never leave by the REST API. */
const PAGES = /\/classes\/(panels|home|insights|tests)\//;
/** A code as Apex writes it: a constant, or the first argument of what refuses. */
const CODES = /(?:coded|fail|refuse|String [A-Z_]+ =)\s*\(?\s*'([A-Z]+(?:_[A-Z]+)+)'/g;

const api = parse(readFileSync(path.join(ROOT, 'docs/openapi.yaml'), 'utf8')) as OpenApi;

function classes(): { file: string; text: string }[] {
  return globSync('force-app/main/default/classes/**/*.cls', { cwd: ROOT })
    .map((file) => `/${file.split(path.sep).join('/')}`)
    .filter((file) => !PAGES.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') }));
}

describe('the REST API is described as it is', () => {
  const described = [...api.components.schemas.Error.properties.code.description.matchAll(/^\| ([A-Z_, ]+) \|/gm)]
    .flatMap(([, codes]) => codes!.split(','))
    .map((code) => code.trim());

  it('names every code with which Apex refuses', () => {
    const passing = ['UNABLE_TO_LOCK_ROW', 'DUPLICATE_VALUE', 'UNKNOWN_ERROR'];
    const used = new Map(
      classes().flatMap(({ file, text }) => [...text.matchAll(CODES)].map(([, code]) => [code!, file] as const))
    );
    assert.ok(used.size > 10, 'codes are found at all');
    const missing = [...used].filter(([code]) => !described.includes(code) && !passing.includes(code));
    assert.deepEqual(missing, []);
  });

  it('names no code that Apex does not have', () => {
    const text = classes()
      .map((entry) => entry.text)
      .join('\n');
    assert.ok(described.length > 10, 'codes are described at all');
    assert.deepEqual(
      described.filter((code) => !text.includes(`'${code}'`)),
      []
    );
  });

  it('names the topics that the canonical connector takes', () => {
    const connector = classes().find(({ file }) => file.endsWith('/CwCanonicalConnector.cls'))!.text;
    const lists = [...connector.matchAll(/Set<String>\s+(?:READ|KEPT)\s*=\s*new Set<String>\{([^}]*)\}/g)];
    const taken = lists.flatMap(([, list]) => [...list!.matchAll(/'([a-z]+)'/g)].map(([, topic]) => topic!));
    assert.deepEqual([...taken].sort(), [...api.components.schemas.Topic.enum].sort());
  });
});

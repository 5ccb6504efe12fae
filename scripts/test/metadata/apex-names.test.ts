import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readProject, readText } from '../../metadata-check/project.ts';
import { ROOT } from '../suite.ts';

const project = readProject(path.join(ROOT, 'force-app/main/default'));

/** Apex Developer Guide, "Reserved Keywords": the platform's compiler refuses them as names, whatever other parsers accept. */
const RESERVED = new Set(
  `abstract activate and any array as asc autonomous begin bigdecimal blob boolean break bulk by byte case cast catch char class collect commit
  const continue currency date datetime decimal default delete desc do double else end enum exception exit export extends false final finally
  float for from global goto group having hint if implements import in inner insert instanceof int integer interface into join like limit list
  long loop map merge new not null nulls number object of on or outer override package parallel pragma private protected public retrieve return
  rollback select set short sobject sort static string super switch synchronized system testmethod then this throw time transaction trigger true
  try undelete update upsert using virtual void webservice when where while`.split(/\s+/)
);

/** Names that a file declares: variables, parameters, properties and methods. Comments, texts and queries are left out. */
function namesDeclared(source: string): string[] {
  const code = source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .replace(/'(?:\\.|[^'\\])*'/g, "''")
    .replace(/\[\s*SELECT[\s\S]*?\](?=\s*[;).,\]}]|\s*$)/gm, 'null');
  const type = String.raw`\b[A-Z]\w*(?:\.\w+)?(?:<[\w<>, .]+>)?`;
  const variables = code.matchAll(new RegExp(String.raw`${type}\s+(\w+)\s*(?==[^=]|[;:,){])`, 'g'));
  const methods = code.matchAll(new RegExp(String.raw`(?:${type}|\bvoid)\s+(\w+)\s*\(`, 'g'));
  return [...variables, ...methods].map(([, name]) => name);
}

describe('names in Apex', () => {
  it('are not reserved, not too long and hold no two underscores', () => {
    const faults = project.files('classes/**/*.cls').flatMap((file) =>
      namesDeclared(readText(file))
        .filter((name) => RESERVED.has(name.toLowerCase()) || name.length > 255 || /__(?!c\b|r\b|e\b|mdt\b)/.test(name))
        .map((name) => `${path.basename(file)}: ${name}`)
    );
    assert.deepEqual(faults, []);
  });

  it('are read from declarations', () => {
    assert.deepEqual(namesDeclared("Integer limit = 1; void sort(List<String> texts) { String x = 'Integer end;'; }"), [
      'limit',
      'texts',
      'x',
      'sort'
    ]);
  });

  it('of classes and triggers fit 40 characters', () => {
    const names = project
      .files('{classes/**/*.cls,triggers/*.trigger}')
      .map((file) => path.basename(file).split('.')[0]);
    assert.ok(names.length > 100);
    assert.deepEqual(
      names.filter((name) => name.length > 40),
      []
    );
  });
});

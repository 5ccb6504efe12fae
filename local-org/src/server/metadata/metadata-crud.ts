import { METADATA_TYPES } from '../../metadata/index.ts';
import type { UserContext } from '../../security/index.ts';
import { ApiError } from '../api-error.ts';
import { isRecord } from '../request.ts';
import { escapeXml, RawXml, type SoapCall } from '../soap.ts';
import type { Deployer } from './deployer.ts';
import { CONTENT_TYPES, metadataPath, PARTS } from './metadata-path.ts';
import { innerText, METADATA_XMLNS, xmlDocument, xmlParts } from './xml-parts.ts';
import { readZip, writeZip } from './zip.ts';

/** Records of one call (Metadata API Developer Guide, CRUD-based calls); custom metadata and applications may be more. */
const LARGEST_CALL = 10;
const LARGEST_LIGHT_CALL = 200;
const LIGHT_TYPES = new Set(['CustomMetadata', 'CustomApplication']);

/** One component of a call: its content as XML, without the full name. */
interface Sent {
  readonly type: string;
  readonly fullName: string;
  readonly inner: string;
  /** Source of a class or a trigger. */
  readonly content: Buffer | undefined;
}

interface CrudError {
  readonly statusCode: string;
  readonly message: string;
}

type Mode = 'create' | 'update' | 'upsert';

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** `createMetadata`, `updateMetadata` and `upsertMetadata`: each component is deployed; what fails does not hinder the others. */
export async function saveMetadata(
  deployer: Deployer,
  user: UserContext,
  call: SoapCall,
  mode: Mode
): Promise<object[]> {
  const sent = list(call.typed().metadata).map(readSent);
  checkSize(sent.length, sent[0]?.type ?? '');
  const known = existing(deployer, sent);
  const errors = sent.map((component): CrudError | undefined => {
    const exists = known.has(keyOf(component));
    if (mode === 'create' && exists) {
      const message = `There is already a ${component.type} named ${component.fullName}`;
      return { statusCode: 'DUPLICATE_DEVELOPER_NAME', message };
    }
    return mode === 'update' && !exists ? missing(component) : undefined;
  });
  const wanted = sent.filter((_component, index) => errors[index] === undefined);
  const problems = await deploy(deployer, user, wanted, [], allOrNone(call));
  return sent.map((component, index) => {
    const problem = problems.get(keyOf(component));
    const error =
      errors[index] ??
      (problem === undefined ? undefined : { statusCode: 'FIELD_INTEGRITY_EXCEPTION', message: problem });
    return {
      ...(mode === 'upsert' ? { created: error === undefined && !known.has(keyOf(component)) } : {}),
      errors: error && [error],
      fullName: component.fullName,
      success: error === undefined
    };
  });
}

/** `deleteMetadata`. */
export async function deleteMetadata(deployer: Deployer, user: UserContext, call: SoapCall): Promise<object[]> {
  const type = String(call.parameters.type ?? '');
  const names = list(call.parameters.fullNames).map((name) => String(name).trim());
  checkSize(names.length, type);
  const components = names.map((fullName) => ({ type, fullName }));
  const known = existing(deployer, components);
  const problems = await deploy(
    deployer,
    user,
    [],
    components.filter((component) => known.has(keyOf(component))),
    allOrNone(call)
  );
  return components.map((component) => {
    const problem = problems.get(keyOf(component)) ?? problems.get('');
    const message = `no ${type} named: ${component.fullName} found`;
    const error = !known.has(keyOf(component))
      ? { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message }
      : problem === undefined
        ? undefined
        : { statusCode: 'DEPENDENCY_EXISTS', message: problem };
    return { errors: error && [error], fullName: component.fullName, success: error === undefined };
  });
}

/** `readMetadata`: a record for each name, nil for those that are not there. */
export function readMetadata(deployer: Deployer, { parameters }: SoapCall): object {
  const type = requireType(String(parameters.type ?? ''));
  const names = list(parameters.fullNames).map((name) => String(name).trim());
  checkSize(names.length, type);
  const files = retrieved(deployer, type, names);
  return {
    records: names.map((name) => {
      const inner = innerOf(files, type, name);
      return inner === undefined
        ? null
        : new RawXml(`<records xsi:type="${type}"><fullName>${escapeXml(name)}</fullName>${inner}</records>`);
    })
  };
}

/** `renameMetadata`. @throws ApiError NOT_IMPLEMENTED for objects and fields, whose records would have to move */
export async function renameMetadata(deployer: Deployer, user: UserContext, { parameters }: SoapCall): Promise<object> {
  const type = requireType(String(parameters.type ?? ''));
  const [from, to] = [String(parameters.oldFullName ?? '').trim(), String(parameters.newFullName ?? '').trim()];
  if (type === 'CustomObject' || type === 'CustomField') {
    throw new ApiError(501, 'NOT_IMPLEMENTED', `The local org cannot rename a ${type}`);
  }
  const files = retrieved(deployer, type, [from]);
  const inner = innerOf(files, type, from);
  if (inner === undefined) {
    return { errors: [missing({ type, fullName: from })], fullName: from, success: false };
  }
  const content = files.get(metadataPath(type, from));
  const component = { type, fullName: to, inner: inner.replace(/<content>[^<]*<\/content>/, ''), content };
  const problems = await deploy(deployer, user, [component], [{ type, fullName: from }], true);
  const [message] = problems.values();
  return message === undefined
    ? { fullName: to, success: true }
    : { errors: [{ statusCode: 'FIELD_INTEGRITY_EXCEPTION', message }], fullName: from, success: false };
}

function missing({ type, fullName }: Pick<Sent, 'type' | 'fullName'>): CrudError {
  return {
    statusCode: 'INVALID_CROSS_REFERENCE_KEY',
    message: `In field: fullName - no ${type} named ${fullName} found`
  };
}

function keyOf({ type, fullName }: Pick<Sent, 'type' | 'fullName'>): string {
  return `${type}:${fullName}`;
}

function allOrNone({ headers }: SoapCall): boolean {
  return isRecord(headers.AllOrNoneHeader) && headers.AllOrNoneHeader.allOrNone === 'true';
}

function checkSize(count: number, type: string): void {
  const limit = LIGHT_TYPES.has(type) ? LARGEST_LIGHT_CALL : LARGEST_CALL;
  if (count > limit) {
    throw new ApiError(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${limit} records into this call`
    );
  }
}

/** @throws ApiError INVALID_TYPE */
function requireType(name: string): string {
  if (name !== 'CustomLabel' && !METADATA_TYPES.some((type) => type.name === name)) {
    throw new ApiError(400, 'INVALID_TYPE', `Unknown type: ${name}`);
  }
  return name;
}

function readSent(value: unknown): Sent {
  const members = isRecord(value) ? value : {};
  const type = requireType(String(members['@type'] ?? '').replace(/^.*:/, ''));
  const fullName = typeof members.fullName === 'string' ? members.fullName.trim() : '';
  if (fullName === '' || /[/\\]|^\.+$/.test(fullName)) {
    throw new ApiError(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [fullName]');
  }
  const content = CONTENT_TYPES[type] === undefined ? undefined : Buffer.from(String(members.content ?? ''), 'base64');
  const inner = Object.entries(members)
    .filter(([name]) => name !== 'fullName' && !/^[@#]/.test(name) && !(content && name === 'content'))
    .map(([name, item]) => elementText(name, item))
    .join('');
  return { type, fullName, inner, content };
}

/** A member of a sent component as XML again, with its type where it had one. */
function elementText(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    return value.map((item) => elementText(name, item)).join('');
  }
  if (!isRecord(value)) {
    return `<${name}>${escapeXml(String(value))}</${name}>`;
  }
  const marks = Object.entries(value)
    .filter(([key]) => key === '@type' || key === '@nil')
    .map(([key, text]) => ` xsi:${key.slice(1)}="${escapeXml(String(text))}"`)
    .join('');
  const spaces =
    marks === ''
      ? ''
      : ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"';
  const members = Object.entries(value).filter(([key]) => !key.startsWith('@'));
  const text = members
    .map(([key, item]) => (key === '#text' ? escapeXml(String(item)) : elementText(key, item)))
    .join('');
  return `<${name}${spaces}${marks}>${text}</${name}>`;
}

function retrieved(deployer: Deployer, type: string, names: readonly string[]): ReadonlyMap<string, Buffer> {
  const id = deployer.retrieve({ unpackaged: { types: [{ name: type, members: [...names] }] } });
  const files = readZip(deployer.retrieved(id).zip);
  return new Map([...files].map(([path, content]) => [path.replace(/^unpackaged\//, ''), content]));
}

function existing(deployer: Deployer, wanted: readonly Pick<Sent, 'type' | 'fullName'>[]): ReadonlySet<string> {
  const types = new Map<string, string[]>();
  wanted.forEach(({ type, fullName }) => types.set(type, [...(types.get(type) ?? []), fullName]));
  const request = { unpackaged: { types: [...types].map(([name, members]) => ({ name, members })) } };
  return new Set(deployer.retrieved(deployer.retrieve(request)).files.map(keyOf));
}

/** What the component's element holds besides its full name; undefined if it is not there. */
function innerOf(files: ReadonlyMap<string, Buffer>, type: string, fullName: string): string | undefined {
  const path = metadataPath(type, fullName);
  const content = files.get(path);
  if (!content) {
    return undefined;
  }
  if (CONTENT_TYPES[type] !== undefined) {
    const meta = files.get(`${path}-meta.xml`)?.toString('utf8') ?? '';
    return `${joined(meta)}<content>${content.toString('base64')}</content>`;
  }
  const element = type === 'CustomLabel' ? 'labels' : PARTS.get(type);
  if (element === undefined) {
    return joined(content.toString('utf8'));
  }
  const name = type === 'CustomLabel' ? fullName : fullName.slice(fullName.indexOf('.') + 1);
  const part = xmlParts(content.toString('utf8')).find(
    (candidate) => candidate.name === element && innerText(candidate.inner, 'fullName') === name
  );
  return part?.inner.replace(/\s*<fullName>[^<]*<\/fullName>/, '').trim();
}

function joined(document: string): string {
  return xmlParts(document)
    .filter(({ name }) => name !== 'fullName')
    .map(({ name, inner }) => `<${name}>${inner}</${name}>`)
    .join('');
}

/** Deploys components and deletions; the problems by component, under '' what concerns all. */
async function deploy(
  deployer: Deployer,
  user: UserContext,
  components: readonly Sent[],
  deletions: readonly Pick<Sent, 'type' | 'fullName'>[],
  rollbackOnError: boolean
): Promise<ReadonlyMap<string, string>> {
  const problems = new Map<string, string>();
  if (components.length === 0 && deletions.length === 0) {
    return problems;
  }
  const archive = new Map<string, Buffer>([['package.xml', manifest(components)]]);
  if (deletions.length > 0) {
    archive.set('destructiveChanges.xml', manifest(deletions));
  }
  const shared = new Map<string, string[]>();
  for (const { type, fullName, inner, content } of components) {
    const path = metadataPath(type, fullName);
    if (content) {
      archive.set(path, content);
      archive.set(`${path}-meta.xml`, xmlDocument(type, inner));
    } else if (PARTS.has(type) || type === 'CustomLabel') {
      const element = PARTS.get(type) ?? 'labels';
      const name = type === 'CustomLabel' ? fullName : fullName.slice(fullName.indexOf('.') + 1);
      const text = `<${element}><fullName>${escapeXml(name)}</fullName>${inner}</${element}>`;
      shared.set(path, [...(shared.get(path) ?? []), text]);
    } else if (type === 'CustomObject') {
      shared.set(path, [inner, ...(shared.get(path) ?? [])]);
    } else {
      archive.set(path, xmlDocument(type, inner));
    }
  }
  for (const [path, texts] of shared) {
    archive.set(path, xmlDocument(path.endsWith('.object') ? 'CustomObject' : 'CustomLabels', texts.join('\n')));
  }
  const options = {
    checkOnly: false,
    rollbackOnError,
    ignoreWarnings: true,
    testLevel: 'NoTestRun',
    runTests: []
  } as const;
  const deployment = deployer.start(writeZip(archive), options, user);
  await deployer.settled();
  deployment.failures.forEach(({ component, problem }) => problems.set(keyOf(component), problem));
  if (deployment.error !== null) {
    problems.set('', deployment.error.message);
    components.forEach((component) => problems.set(keyOf(component), deployment.error?.message ?? ''));
  }
  if (deployment.status === 'Failed' && rollbackOnError) {
    components
      .filter((component) => !problems.has(keyOf(component)))
      .forEach((component) => problems.set(keyOf(component), 'Rolled back because other components failed'));
  }
  return problems;
}

function manifest(components: readonly Pick<Sent, 'type' | 'fullName'>[]): Buffer {
  const types = components.map(
    ({ type, fullName }) => `<types><members>${escapeXml(fullName)}</members><name>${type}</name></types>`
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="${METADATA_XMLNS}">${types.join('')}<version>67.0</version></Package>`
  );
}

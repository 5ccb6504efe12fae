import { credentialTargets, isLoopback, type CredentialTarget } from '../../engine/index.ts';
import type { Engine } from '../../engine/index.ts';
import { booleanOf, childrenOf, textOf, type MetadataComponent, type XmlElement } from '../../metadata/index.ts';

/** A request as it leaves the org. */
export interface OutgoingRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** It goes to this machine, whether or not the org may reach the network. */
  readonly isLocal: boolean;
}

const CALLOUT = /^callout:([a-z]\w*)(.*)$/is;
const MERGE_FIELD = /\{!\s*\$Credential\.([\w.]+)\s*\}/g;

function named(components: Iterable<MetadataComponent>, name: string): MetadataComponent | undefined {
  return [...components].find(({ fullName }) => fullName.toLowerCase() === name.toLowerCase());
}

/** The parameters of a named or external credential: of a type, with what they are called and worth. */
function parameters(data: XmlElement | undefined, element: string, type: string): { name: string; value: string }[] {
  return childrenOf(data, element)
    .filter((item) => textOf(item, 'parameterType') === type)
    .map((item) => ({ name: textOf(item, 'parameterName') ?? '', value: textOf(item, 'parameterValue') ?? '' }));
}

/** Whether the running user has access to a principal of the external credential. */
function mayUse(rt: Engine, externalCredential: string): boolean {
  const { metadata, access } = rt.org;
  const exists = metadata.components.some(
    ({ type, fullName }) => type === 'ExternalCredential' && fullName === externalCredential
  );
  return exists && access.hasPrincipal(rt.tx.user, externalCredential);
}

function externalCredentialOf(credential: MetadataComponent): string | undefined {
  const [parameter] = childrenOf(credential.data, 'namedCredentialParameters').filter(
    (item) => textOf(item, 'parameterType') === 'Authentication'
  );
  return textOf(parameter, 'externalCredential');
}

function fill(text: string, { credential = {} }: CredentialTarget): string {
  return text.replace(MERGE_FIELD, (_, name: string) =>
    Object.hasOwn(credential, name) ? (credential[name] ?? '') : ''
  );
}

/** Headers that the metadata of the credential and of its external credential add. */
function metadataHeaders(
  rt: Engine,
  credential: MetadataComponent | undefined,
  target: CredentialTarget
): [string, string][] {
  const name = credential === undefined ? undefined : externalCredentialOf(credential);
  const external = rt.org.metadata.components.find(
    ({ type, fullName }) => type === 'ExternalCredential' && fullName === name
  );
  const headers = [
    ...parameters(credential?.data, 'namedCredentialParameters', 'HttpHeader'),
    ...parameters(external?.data, 'externalCredentialParameters', 'AuthHeader')
  ];
  return headers.map((header) => [header.name, fill(header.value, target)]);
}

/**
 * Leads a request to `callout:Name/path` to the address of the named credential, with its headers and with merge fields filled in. Other
 * requests leave as they are.
 * @throws System.CalloutException for a credential that does not exist or that the user has no access to
 */
export function throughCredential(
  rt: Engine,
  request: { readonly endpoint: string; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }
): OutgoingRequest {
  const [, name, path = ''] = CALLOUT.exec(request.endpoint) ?? [];
  if (name === undefined) {
    return { url: request.endpoint, headers: request.headers, body: request.body, isLocal: false };
  }
  const credential = named(rt.org.metadata.namedCredentials, name);
  const targets = Object.entries(credentialTargets(rt.org.config, rt.org.settings));
  const own = targets.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  const url =
    own?.url ??
    parameters(credential?.data, 'namedCredentialParameters', 'Url')[0]?.value ??
    textOf(credential?.data, 'endpoint');
  if (url === undefined || textOf(credential?.data, 'calloutStatus') === 'Disabled') {
    rt.fail(
      'System.CalloutException',
      `The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "${name}" might not exist.`
    );
  }
  const external = credential === undefined ? undefined : externalCredentialOf(credential);
  if (external !== undefined && !mayUse(rt, external)) {
    rt.fail(
      'System.CalloutException',
      `We couldn't access the credential(s). You might not have the required permissions, or the external credential "${external}" might not exist.`
    );
  }
  if (own !== undefined && !isLoopback(own.url)) {
    rt.fail(
      'System.CalloutException',
      `namedCredentials.${name} of the local org must lead to this machine: ${own.url}`
    );
  }
  const target: CredentialTarget = own ?? { url };
  const allows = (option: 'allowMergeFieldsInHeader' | 'allowMergeFieldsInBody'): boolean =>
    credential === undefined ? target[option] === true : booleanOf(credential.data, option);
  const headers = Object.entries(request.headers).map(([header, value]): [string, string] => [
    header,
    allows('allowMergeFieldsInHeader') ? fill(value, target) : value
  ]);
  const body = allows('allowMergeFieldsInBody')
    ? Buffer.from(fill(Buffer.from(request.body).toString('utf8'), target), 'utf8')
    : request.body;
  return {
    url: `${url.replace(/\/$/, '')}${path.startsWith('/') || path === '' || path.startsWith('?') ? path : `/${path}`}`,
    headers: merged([...Object.entries(target.headers ?? {}), ...metadataHeaders(rt, credential, target), ...headers]),
    body,
    isLocal: own !== undefined
  };
}

/** Headers by name, whatever their case; what comes later, such as a header set by Apex, is in force. */
function merged(headers: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(
    new Map(headers.map(([name, value]) => [name.toLowerCase(), [name, value] as const])).values()
  );
}

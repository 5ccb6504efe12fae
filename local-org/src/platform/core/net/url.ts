import { platformClass, type Engine } from '../../../engine/index.ts';
import { PlatformObject } from '../../../values/index.ts';
import type { ApexObject } from '../../../values/index.ts';
import { required } from '../support.ts';
import { table } from '../../../common/index.ts';

interface UrlParts {
  readonly protocol: string;
  readonly userInfo: string | null;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly query: string | null;
  readonly ref: string | null;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = table({ http: 80, https: 443, ftp: 21 });

/** An instance of `System.URL`, with the parts that Java's URL tells apart; nothing is encoded or normalised. */
export class ApexUrl extends PlatformObject {
  readonly $type = 'system.url';
  readonly parts: UrlParts;

  constructor(parts: UrlParts) {
    super();
    this.parts = parts;
  }

  get authority(): string {
    const { userInfo, host, port } = this.parts;
    return `${userInfo === null ? '' : `${userInfo}@`}${host}${port < 0 ? '' : `:${port}`}`;
  }

  get file(): string {
    return this.parts.path + (this.parts.query === null ? '' : `?${this.parts.query}`);
  }

  override $str(): string {
    const { protocol, ref } = this.parts;
    const authority = this.authority === '' ? '' : `//${this.authority}`;
    return `${protocol}:${authority}${this.file}${ref === null ? '' : `#${ref}`}`;
  }

  override $equals(other: ApexObject): boolean {
    return other instanceof ApexUrl && other.$str() === this.$str();
  }

  override $key(): string {
    return `\u0000U${this.$str()}`;
  }
}

/** Parses an absolute URL; throws a StringException for one without a known protocol. */
export function parseUrl(rt: Engine, text: string): ApexUrl {
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(text.trim());
  if (!match) {
    return rt.fail('System.StringException', `no protocol: ${text}`);
  }
  const protocol = match[1]!.toLowerCase();
  if (DEFAULT_PORTS[protocol] === undefined) {
    return rt.fail('System.StringException', `unknown protocol: ${protocol}`);
  }
  const authority = /^(?:(.*)@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(match[2] ?? '')!;
  return new ApexUrl({
    protocol,
    userInfo: authority?.[1] ?? null,
    host: authority?.[2] ?? '',
    port: authority?.[3] ? Number(authority[3]) : -1,
    path: match[3] ?? '',
    query: match[4] ?? null,
    ref: match[5] ?? null
  });
}

function fromParts(
  rt: Engine,
  protocol: string | null,
  host: string | null,
  port: number | null,
  file: string | null
): ApexUrl {
  const at = port === null || port < 0 ? '' : `:${port}`;
  return parseUrl(rt, `${required(rt, protocol)}://${host ?? ''}${at}${file ?? ''}`);
}

/** A reference against a base, as a browser resolves it. */
function resolve(rt: Engine, base: ApexUrl | null, spec: string | null): ApexUrl {
  return parseUrl(rt, new URL(required(rt, spec), required(rt, base).$str()).href);
}

const urlConstructors = {
  'new/1': (rt: Engine, spec: string | null) => parseUrl(rt, required(rt, spec)),
  'new/2': resolve,
  'new/3': (rt: Engine, protocol: string | null, host: string | null, file: string | null) =>
    fromParts(rt, protocol, host, null, file),
  'new/4': fromParts
} as const;

export const urlClass = platformClass({
  name: 'System.URL',
  constructors: urlConstructors,
  statics: {
    getOrgDomainUrl: (rt) => parseUrl(rt, rt.org.address),
    getSalesforceBaseUrl: (rt) => parseUrl(rt, rt.org.address),
    getCurrentRequestUrl: (rt) => parseUrl(rt, rt.org.address)
  },
  methods: {
    getAuthority: (_rt, self: ApexUrl) => self.authority,
    getDefaultPort: (_rt, self: ApexUrl) => DEFAULT_PORTS[self.parts.protocol] ?? -1,
    getFile: (_rt, self: ApexUrl) => self.file,
    getHost: (_rt, self: ApexUrl) => self.parts.host,
    getPath: (_rt, self: ApexUrl) => self.parts.path,
    getPort: (_rt, self: ApexUrl) => self.parts.port,
    getProtocol: (_rt, self: ApexUrl) => self.parts.protocol,
    getQuery: (_rt, self: ApexUrl) => self.parts.query,
    getRef: (_rt, self: ApexUrl) => self.parts.ref,
    getUserInfo: (_rt, self: ApexUrl) => self.parts.userInfo,
    sameFile: (rt, self: ApexUrl, other: ApexUrl | null) =>
      self.$str().split('#')[0] === required(rt, other).$str().split('#')[0],
    toExternalForm: (_rt, self: ApexUrl) => self.$str(),
    toString: (_rt: Engine, self: ApexUrl) => self.$str()
  }
});

import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';
import { ApexBlob, ApexMap, PlatformObject } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { hasSavepoints } from '../data/database/savepoints.ts';
import { required, stringList } from '../core/support.ts';
import { sendOverNetwork } from './http-network.ts';
import { mockFor } from './mocks.ts';
import { staticResourceBytes } from './static-resource.ts';

class HttpMessage extends PlatformObject {
  readonly $type: string;
  readonly headers: ApexMap;
  body: Uint8Array = new Uint8Array();

  constructor(rt: Engine, type: string) {
    super();
    this.$type = type;
    this.headers = new ApexMap(rt.type('system.map<system.string,system.string>'), [], { ignoreCase: true });
  }

  get text(): string {
    return Buffer.from(this.body).toString('utf8');
  }

  set text(value: string) {
    this.body = Buffer.from(value, 'utf8');
  }
}

/** `System.HttpRequest`. */
export class HttpRequestObject extends HttpMessage {
  method: string | null = null;
  endpoint: string | null = null;
  timeout = 10_000;
  compressed = false;

  constructor(rt: Engine) {
    super(rt, 'system.httprequest');
  }

  override $str(): string {
    return `System.HttpRequest[Endpoint=${this.endpoint ?? 'null'}, Method=${this.method ?? 'null'}]`;
  }
}

/** `System.HttpResponse`. */
export class HttpResponseObject extends HttpMessage {
  status: string | null = null;
  statusCode = 0;

  constructor(rt: Engine) {
    super(rt, 'system.httpresponse');
  }

  override $str(): string {
    return `System.HttpResponse[Status=${this.status ?? 'null'}, StatusCode=${this.statusCode}]`;
  }
}

class HttpObject extends PlatformObject {
  readonly $type = 'system.http';
}

/** `StaticResourceCalloutMock` (one resource, under the key '') and `MultiStaticResourceCalloutMock` (one per endpoint). */
class ResourceMock extends PlatformObject {
  readonly $type: string;
  readonly resources = new Map<string, string>();
  readonly response: HttpResponseObject;

  constructor(rt: Engine, type: string) {
    super();
    this.$type = type;
    this.response = new HttpResponseObject(rt);
    this.response.statusCode = 200;
    this.response.status = 'OK';
  }
}

/** What all call-outs of a transaction may take together. */
const MAX_CALLOUT_MS = 120_000;

function send(rt: Engine, request: HttpRequestObject): ApexValue {
  const { limits } = rt.tx;
  limits.use('callouts');
  if (limits.pendingChanges > 0) {
    rt.fail(
      'System.CalloutException',
      'You have uncommitted work pending. Please commit or rollback before calling out'
    );
  }
  if (hasSavepoints(rt)) {
    rt.fail('System.CalloutException', 'All active Savepoints must be released before making callouts.');
  }
  const { trace } = rt.tx;
  trace?.callout('CALLOUT_REQUEST', request.$str());
  const response = answerOf(rt, request);
  trace?.callout('CALLOUT_RESPONSE', response === null ? 'null' : rt.str(response));
  return response;
}

function answerOf(rt: Engine, request: HttpRequestObject): ApexValue {
  const { limits } = rt.tx;
  const mock = mockFor(rt, 'system.httpcalloutmock');
  if (mock !== null) {
    return rt.invoke(mock, 'respond', [request]);
  }
  if (!request.endpoint) {
    rt.fail('System.CalloutException', 'Null endpoint');
  }
  if (rt.tx.isTest) {
    rt.fail('System.TypeException', 'Methods defined as TestMethod do not support Web service callouts');
  }
  const left = MAX_CALLOUT_MS - limits.calloutMs;
  if (left <= 0) {
    rt.fail('System.CalloutException', `Exceeded maximum time allotted for callout (${MAX_CALLOUT_MS} ms)`);
  }
  const started = performance.now();
  try {
    return sendOverNetwork(rt, request, Math.min(request.timeout, left));
  } finally {
    limits.calloutMs += performance.now() - started;
  }
}

function respond(rt: Engine, self: ResourceMock, request: HttpRequestObject): HttpResponseObject {
  const name = self.resources.get('') ?? self.resources.get(request.endpoint ?? '');
  if (name === undefined) {
    rt.fail('System.CalloutException', `No static resource for the endpoint ${request.endpoint ?? 'null'}`);
  }
  self.response.body = staticResourceBytes(rt, name);
  return self.response;
}

function resourceMock(type: string): PlatformClass {
  const key = type.toLowerCase();
  return platformClass({
    name: type,
    constructors: { new: (rt) => new ResourceMock(rt, key) },
    methods: {
      'setStaticResource/1': (_rt, self: ResourceMock, name: string) => {
        self.resources.set('', name);
      },
      'setStaticResource/2': (_rt, self: ResourceMock, endpoint: string, name: string) => {
        self.resources.set(endpoint, name);
      },
      setHeader: (_rt, self: ResourceMock, name: string, value: string) => {
        self.response.headers.set(name, value);
      },
      setStatus: (_rt, self: ResourceMock, status: string) => {
        self.response.status = status;
      },
      setStatusCode: (_rt, self: ResourceMock, code: number) => {
        self.response.statusCode = code;
      },
      respond
    }
  });
}

const bodyMethods = {
  getBody: (_rt: Engine, self: HttpMessage) => self.text,
  getBodyAsBlob: (_rt: Engine, self: HttpMessage) => new ApexBlob(self.body),
  setBody: (rt: Engine, self: HttpMessage, body: string | null) => {
    self.text = required(rt, body);
  },
  setBodyAsBlob: (rt: Engine, self: HttpMessage, body: ApexBlob | null) => {
    self.body = required(rt, body).bytes;
  },
  getHeader: (_rt: Engine, self: HttpMessage, name: string) => self.headers.get(name),
  setHeader: (_rt: Engine, self: HttpMessage, name: string, value: string) => {
    self.headers.set(name, value);
  },
  toString: (_rt: Engine, self: HttpMessage) => self.$str()
};

export const httpClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.Http',
    constructors: { new: () => new HttpObject() },
    methods: { send: (rt, _self: HttpObject, request: HttpRequestObject | null) => send(rt, required(rt, request)) }
  }),
  platformClass({
    name: 'System.HttpRequest',
    constructors: { new: (rt) => new HttpRequestObject(rt) },
    methods: {
      ...bodyMethods,
      getEndpoint: (_rt, self: HttpRequestObject) => self.endpoint,
      setEndpoint: (_rt, self: HttpRequestObject, endpoint: string | null) => {
        self.endpoint = endpoint;
      },
      getMethod: (_rt, self: HttpRequestObject) => self.method,
      setMethod: (_rt, self: HttpRequestObject, method: string | null) => {
        self.method = method;
      },
      setTimeout: (rt, self: HttpRequestObject, timeout: number | null) => {
        self.timeout = required(rt, timeout);
      },
      getCompressed: (_rt, self: HttpRequestObject) => self.compressed,
      setCompressed: (_rt, self: HttpRequestObject, compressed: boolean) => {
        self.compressed = compressed;
      }
    }
  }),
  platformClass({
    name: 'System.HttpResponse',
    constructors: { new: (rt) => new HttpResponseObject(rt) },
    methods: {
      ...bodyMethods,
      getHeaderKeys: (rt, self: HttpResponseObject) => stringList(rt, [...self.headers.keys()].map(String)),
      getStatus: (_rt, self: HttpResponseObject) => self.status,
      setStatus: (_rt, self: HttpResponseObject, status: string | null) => {
        self.status = status;
      },
      getStatusCode: (_rt, self: HttpResponseObject) => self.statusCode,
      setStatusCode: (rt, self: HttpResponseObject, code: number | null) => {
        self.statusCode = required(rt, code);
      }
    }
  }),
  resourceMock('System.StaticResourceCalloutMock'),
  resourceMock('System.MultiStaticResourceCalloutMock')
];

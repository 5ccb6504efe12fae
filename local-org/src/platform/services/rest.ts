import { type Engine, platformClass, type PlatformClass, type PlatformProperty } from '../../engine/index.ts';
import { ApexBlob, ApexMap, PlatformObject } from '../../values/index.ts';

const REQUEST = Symbol('rest request');
const RESPONSE = Symbol('rest response');

function textMap(rt: Engine, ignoreCase: boolean): ApexMap {
  return new ApexMap(rt.type('system.map<system.string,system.string>'), [], { ignoreCase });
}

/** `System.RestRequest`. */
export class RestRequestObject extends PlatformObject {
  readonly $type = 'system.restrequest';
  headers: ApexMap;
  params: ApexMap;
  httpMethod: string | null = null;
  remoteAddress: string | null = null;
  requestBody: ApexBlob | null = null;
  requestURI: string | null = null;
  resourcePath: string | null = null;

  constructor(rt: Engine) {
    super();
    this.headers = textMap(rt, true);
    this.params = textMap(rt, false);
  }
}

/** `System.RestResponse`. */
export class RestResponseObject extends PlatformObject {
  readonly $type = 'system.restresponse';
  headers: ApexMap;
  responseBody: ApexBlob | null = null;
  statusCode: number | null = null;

  constructor(rt: Engine) {
    super();
    this.headers = textMap(rt, true);
  }
}

/** Sets what `RestContext` answers in this transaction. */
export function setRestContext(
  rt: Engine,
  request: RestRequestObject | null,
  response: RestResponseObject | null
): void {
  rt.tx.scratch.set(REQUEST, request);
  rt.tx.scratch.set(RESPONSE, response);
}

/** The response of this transaction, which the Apex may have replaced. */
export function restResponse(rt: Engine): RestResponseObject | null {
  return (rt.tx.scratch.get(RESPONSE) as RestResponseObject | null | undefined) ?? null;
}

function property<S>(name: keyof S): PlatformProperty<S> {
  return {
    get: (_rt, self) => self[name] as never,
    set: (_rt, self, value) => {
      self[name] = value;
    }
  };
}

export const restClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.RestContext',
    staticProperties: {
      request: {
        get: (rt) => (rt.tx.scratch.get(REQUEST) as RestRequestObject | null | undefined) ?? null,
        set: (rt, value: RestRequestObject | null) => {
          rt.tx.scratch.set(REQUEST, value);
        }
      },
      response: {
        get: (rt) => restResponse(rt),
        set: (rt, value: RestResponseObject | null) => {
          rt.tx.scratch.set(RESPONSE, value);
        }
      }
    }
  }),
  platformClass({
    name: 'System.RestRequest',
    constructors: { new: (rt) => new RestRequestObject(rt) },
    properties: {
      headers: property<RestRequestObject>('headers') as PlatformProperty,
      params: property<RestRequestObject>('params') as PlatformProperty,
      httpMethod: property<RestRequestObject>('httpMethod') as PlatformProperty,
      remoteAddress: property<RestRequestObject>('remoteAddress') as PlatformProperty,
      requestBody: property<RestRequestObject>('requestBody') as PlatformProperty,
      requestURI: property<RestRequestObject>('requestURI') as PlatformProperty,
      resourcePath: property<RestRequestObject>('resourcePath') as PlatformProperty
    },
    methods: {
      addHeader: (_rt, self: RestRequestObject, name: string, value: string) => {
        self.headers.set(name, value);
      },
      addParameter: (_rt, self: RestRequestObject, name: string, value: string) => {
        self.params.set(name, value);
      }
    }
  }),
  platformClass({
    name: 'System.RestResponse',
    constructors: { new: (rt) => new RestResponseObject(rt) },
    properties: {
      headers: property<RestResponseObject>('headers') as PlatformProperty,
      responseBody: property<RestResponseObject>('responseBody') as PlatformProperty,
      statusCode: property<RestResponseObject>('statusCode') as PlatformProperty
    },
    methods: {
      addHeader: (_rt, self: RestResponseObject, name: string, value: string) => {
        self.headers.set(name, value);
      }
    }
  })
];

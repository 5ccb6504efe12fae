import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';
import { ApexMap, PlatformObject, SObject } from '../../values/index.ts';
import type { ApexEnumValue, ApexList, ApexValue } from '../../values/index.ts';
import { required } from '../core/support.ts';
import type { Cookie } from './page-values.ts';

const CURRENT_PAGE = Symbol('current page');
const MESSAGES = Symbol('page messages');

/** `System.PageReference`: a URL that controllers pass around. Pages are not rendered. */
export class PageReferenceObject extends PlatformObject {
  readonly $type = 'system.pagereference';
  readonly path: string;
  readonly parameters: ApexMap;
  readonly headers: ApexMap;
  readonly cookies: ApexMap;
  redirect = false;
  anchor: string | null;

  constructor(rt: Engine, url: string) {
    super();
    const [beforeAnchor = '', anchor] = url.split('#', 2);
    const [path = '', query = ''] = beforeAnchor.split('?', 2);
    const type = rt.type('system.map<system.string,system.string>');
    this.path = path;
    this.anchor = anchor ?? null;
    this.parameters = new ApexMap(type, new URLSearchParams(query), { ignoreCase: true });
    this.headers = new ApexMap(type, [], { ignoreCase: true });
    this.cookies = new ApexMap(rt.type('system.map<system.string,system.cookie>'));
  }

  get url(): string {
    const query = [...this.parameters.entries()]
      .map(([name, value]) => `${encodeURIComponent(String(name))}=${encodeURIComponent(String(value ?? ''))}`)
      .join('&');
    return this.path + (query ? `?${query}` : '') + (this.anchor ? `#${this.anchor}` : '');
  }

  override $str(): string {
    return `System.PageReference[${this.url}]`;
  }
}

class MessageObject extends PlatformObject {
  readonly $type = 'apexpages.message';
  readonly severity: ApexValue;
  readonly summary: string | null;
  readonly detail: string | null;
  readonly componentLabel: string | null;

  constructor(severity: ApexValue, summary: string | null, detail: string | null, componentLabel: string | null) {
    super();
    this.severity = severity;
    this.summary = summary;
    this.detail = detail;
    this.componentLabel = componentLabel;
  }

  override $str(): string {
    return `ApexPages.Message["${this.summary ?? ''}"]`;
  }
}

/** The page that Test.setCurrentPage chose; without one, tests have a page that nobody named, and other code has none. */
export function currentPage(rt: Engine): PageReferenceObject | null {
  let page = rt.tx.scratch.get(CURRENT_PAGE) as PageReferenceObject | undefined;
  if (page === undefined && rt.tx.isTest) {
    setCurrentPage(rt, (page = new PageReferenceObject(rt, '')));
  }
  return page ?? null;
}

export function setCurrentPage(rt: Engine, page: PageReferenceObject): void {
  rt.tx.scratch.set(CURRENT_PAGE, page);
}

export function clearMessages(rt: Engine): void {
  messages(rt).length = 0;
}

function messages(rt: Engine): MessageObject[] {
  const list = (rt.tx.scratch.get(MESSAGES) as MessageObject[] | undefined) ?? [];
  rt.tx.scratch.set(MESSAGES, list);
  return list;
}

/** Shows an exception's message on the page, as an error. */
export function addExceptionMessages(rt: Engine, exception: ApexValue): void {
  const text = String(rt.invoke(exception, 'getMessage', []) ?? '');
  messages(rt).push(new MessageObject(rt.enumValue('apexpages.severity', 'ERROR'), text, text, null));
}

function listOf(rt: Engine, items: ApexValue[]): ApexList {
  const list = rt.construct('system.list<apexpages.message>', []) as ApexList;
  list.items = items;
  return list;
}

export const pageClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.PageReference',
    // What compiled code calls for `Page.Name`.
    statics: { 'forName/1': (rt, name: string) => new PageReferenceObject(rt, `/apex/${name.toLowerCase()}`) },
    constructors: {
      'new/1': (rt, target: string | SObject) =>
        new PageReferenceObject(rt, target instanceof SObject ? `/${target.id ?? ''}` : required(rt, target))
    },
    methods: {
      getUrl: (_rt, self: PageReferenceObject) => self.url,
      getParameters: (_rt, self: PageReferenceObject) => self.parameters,
      getHeaders: (_rt, self: PageReferenceObject) => self.headers,
      getCookies: (_rt, self: PageReferenceObject) => self.cookies,
      setCookies: (rt, self: PageReferenceObject, cookies: ApexList | null) => {
        for (const cookie of required(rt, cookies).items as Cookie[]) {
          self.cookies.set(cookie.name, cookie);
        }
      },
      getAnchor: (_rt, self: PageReferenceObject) => self.anchor,
      setAnchor: (_rt, self: PageReferenceObject, anchor: string | null) => {
        self.anchor = anchor;
        return self;
      },
      getRedirect: (_rt, self: PageReferenceObject) => self.redirect,
      setRedirect: (_rt, self: PageReferenceObject, redirect: boolean) => {
        self.redirect = redirect;
        return self;
      }
    }
  }),
  platformClass({
    name: 'System.ApexPages',
    statics: {
      currentPage: (rt) => currentPage(rt),
      addMessage: (rt, message: MessageObject) => {
        messages(rt).push(required(rt, message));
      },
      addMessages: (rt, exception: ApexValue) => addExceptionMessages(rt, required(rt, exception)),
      getMessages: (rt) => listOf(rt, [...messages(rt)]),
      'hasMessages/0': (rt) => messages(rt).length > 0,
      'hasMessages/1': (rt, severity: ApexEnumValue) =>
        messages(rt).some((message) => rt.equals(message.severity, severity))
    }
  }),
  platformClass({
    name: 'ApexPages.Message',
    constructors: {
      'new/2': (_rt, severity: ApexValue, summary: string) => new MessageObject(severity, summary, summary, null),
      'new/3': (_rt, severity: ApexValue, summary: string, detail: string) =>
        new MessageObject(severity, summary, detail, null),
      'new/4': (_rt, severity: ApexValue, summary: string, detail: string, label: string) =>
        new MessageObject(severity, summary, detail, label)
    },
    methods: {
      getSeverity: (_rt, self: MessageObject) => self.severity,
      getSummary: (_rt, self: MessageObject) => self.summary,
      getDetail: (_rt, self: MessageObject) => self.detail,
      getComponentLabel: (_rt, self: MessageObject) => self.componentLabel
    }
  })
];

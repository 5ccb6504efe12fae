/** What a button's address may take in. */
export interface MergeFacts {
  readonly objectName: string;
  /** The user's own fields, by lower-case name. */
  readonly user: Readonly<Record<string, string>>;
}

const EXPRESSION = /\{!([^}]*)\}/g;

/** Paths of the record that an address needs. @throws Error for what is no field of the record and nothing of the user's */
export function neededPaths(url: string, facts: MergeFacts): string[] {
  return [...url.matchAll(EXPRESSION)].flatMap(([, expression = '']) => {
    const part = read(expression, facts);
    return part.path === undefined ? [] : [part.path];
  });
}

/** The address with its fields filled in. */
export function mergedUrl(url: string, facts: MergeFacts, valueOf: (path: string) => unknown): string {
  return url.replace(EXPRESSION, (_match, expression: string) => {
    const { path, text } = read(expression, facts);
    return encodeURIComponent(path === undefined ? (text ?? '') : String(valueOf(path) ?? ''));
  });
}

function read(expression: string, { objectName, user }: MergeFacts): { path?: string; text?: string } {
  const trimmed = expression.trim();
  const own = /^\$User\.(\w+)$/i.exec(trimmed)?.[1];
  const value = own === undefined ? undefined : user[own.toLowerCase()];
  if (value !== undefined) return { text: value };
  const [object = '', ...path] = trimmed.split('.');
  if (path.length > 0 && object.toLowerCase() === objectName.toLowerCase() && path.every((step) => /^\w+$/.test(step)))
    return { path: path.join('.') };
  throw new Error(`The button's address has {!${trimmed}}, which the local org does not fill in.`);
}

/** The address to go to, of this page's own server or of another by http or https. @throws Error for any other kind */
export function safeUrl(text: string, base: string): URL {
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Error(`A button may lead to web addresses only, not to ${url.protocol}`);
  return url;
}

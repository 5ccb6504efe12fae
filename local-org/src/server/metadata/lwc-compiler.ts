import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type Typescript from 'typescript';
import type { ComponentProblem } from './check-components.ts';
import type { PackageComponent } from './package-content.ts';

interface Compiler {
  transformSync(source: string, filename: string, options: Readonly<Record<string, unknown>>): unknown;
}
interface CompilerError {
  readonly message?: string;
  readonly location?: { readonly line?: number; readonly column?: number };
}
interface Fault {
  readonly problem: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

const require = createRequire(import.meta.url);

/** Compiles the files of Lightning web components as the platform does when they are deployed; remembers what it has seen. */
export class LwcCompiler {
  readonly #seen = new Map<string, Fault | undefined>();
  #compiler: Compiler | undefined;

  /** Errors of templates, modules and style sheets, in the form in which clients look for lines: `[Line: 1, Col: 2] LWC1078: …`. */
  check(component: PackageComponent): ComponentProblem[] {
    if (component.type !== 'LightningComponentBundle') {
      return [];
    }
    const version = Number(
      /<apiVersion>\s*([\d.]+)/.exec(metaOf(component)?.toString('utf8') ?? '')?.[1] ?? Number.MAX_SAFE_INTEGER
    );
    return [...component.files].flatMap(([path, content]) => {
      const name = path.split('/').slice(2).join('/');
      if (!/\.(?:js|ts|html|css)$/.test(name) || /(?:^|\/)__\w+__\/|\.d\.ts$/.test(name)) {
        return [];
      }
      const fault = this.#faultOf(content, name, component.fullName, version);
      const fileName = `${component.fileName}/${name}`;
      return fault ? [{ component: { ...component, fileName }, ...fault }] : [];
    });
  }

  #faultOf(content: Buffer, name: string, bundle: string, apiVersion: number): Fault | undefined {
    const key = createHash('sha256').update(`${bundle}/${name}\n${apiVersion}\n`).update(content).digest('hex');
    if (!this.#seen.has(key)) {
      this.#seen.set(key, this.#compile(content.toString('utf8'), name, bundle, apiVersion));
    }
    return this.#seen.get(key);
  }

  #compile(content: string, name: string, bundle: string, apiVersion: number): Fault | undefined {
    this.#compiler ??= require('@lwc/compiler') as Compiler;
    const isTyped = name.endsWith('.ts');
    try {
      this.#compiler.transformSync(isTyped ? plain(content) : content, name.replace(/\.ts$/, '.js'), {
        name: bundle,
        namespace: 'c',
        apiVersion,
        enableDynamicComponents: true,
        experimentalDynamicDirective: true,
        enableLwcSpread: true,
        enableLwcOn: true
      });
      return undefined;
    } catch (thrown) {
      const { message = String(thrown), location } = thrown as CompilerError;
      const { line, column } = location ?? {};
      const place = line === undefined || column === undefined ? '' : `[Line: ${line}, Col: ${column}] `;
      return { problem: place + messageOf(message), line, column };
    }
  }
}

/** The message without the compiler's own prefixes, paths and excerpts of the source. */
function messageOf(message: string): string {
  const [first = ''] = message.split('\n');
  const code = /LWC\d+:/.exec(first)?.[0];
  const text = first.replace(/^\w*Error:\s*/, '').replace(code ?? '', '');
  const plainText = text.replace(/^\s*\/\S+?\.(?:js|css|html)(?::\d+:\d+)?:\s*/, '').trim();
  return code === undefined ? plainText : `${code} ${plainText}`;
}

function plain(source: string): string {
  const ts = require('typescript') as typeof Typescript;
  return ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      experimentalDecorators: false,
      useDefineForClassFields: true
    }
  }).outputText;
}

function metaOf({ files, fullName }: PackageComponent): Buffer | undefined {
  return [...files].find(([path]) => path.endsWith(`/${fullName}.js-meta.xml`))?.[1];
}

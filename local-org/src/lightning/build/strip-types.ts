import ts from 'typescript';
import type { Plugin } from 'rollup';

/** Turns `.ts` modules into JavaScript and leaves decorators alone: the LWC compiler reads those. */
export function stripTypes(): Plugin {
  return {
    name: 'strip-types',
    transform(code, id) {
      const file = id.split('?')[0] ?? id; // a module found by alias carries ?specifier=…
      if (!file.endsWith('.ts')) return null;
      const result = ts.transpileModule(code, {
        fileName: file,
        reportDiagnostics: true,
        compilerOptions: {
          target: ts.ScriptTarget.ESNext,
          module: ts.ModuleKind.ESNext,
          experimentalDecorators: false,
          useDefineForClassFields: true,
          inlineSourceMap: false,
          sourceMap: true
        }
      });
      const fault = result.diagnostics?.[0];
      if (fault) {
        const at =
          fault.file && fault.start !== undefined ? fault.file.getLineAndCharacterOfPosition(fault.start) : undefined;
        const place = at ? { line: at.line + 1, column: at.character } : undefined;
        this.error({ message: ts.flattenDiagnosticMessageText(fault.messageText, ' '), id: file }, place);
      }
      return {
        code: result.outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'),
        map: result.sourceMapText ?? null
      };
    }
  };
}

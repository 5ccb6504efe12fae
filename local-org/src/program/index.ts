/** The loaded program: classes, statics, dispatch, stack traces. */
export { Program, type ProgramOptions } from './program.ts';

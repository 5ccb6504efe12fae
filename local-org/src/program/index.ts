export type { AnnotationInfo, ClassInfo, FieldInfo, MethodInfo, TriggerInfo } from '../engine/class-info.ts';
export { Program, type ProgramOptions } from './program.ts';

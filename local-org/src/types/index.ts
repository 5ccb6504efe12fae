/** Signatures of the class library and of the standard objects, from the jars of the static analyser and an overlay. */
export {
  PlatformTypes,
  type PlatformFieldSignature,
  type PlatformMethodSignature,
  type PlatformTypeSignature
} from './platform-types.ts';
export { SObjectSignatures, type SObjectFieldSignature, type SObjectSignature } from './sobject-signatures.ts';
export { parseTypeExpression, substitute, typeExpression, type TypeExpression } from './type-expression.ts';

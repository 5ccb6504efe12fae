export {
  PlatformTypes,
  type PlatformFieldSignature,
  type PlatformMethodSignature,
  type PlatformTypeSignature
} from './platform-types.ts';
export { SObjectSignatures, type SObjectFieldSignature, type SObjectSignature } from './sobject-signatures.ts';
export { parseTypeExpression, substitute, typeExpression, type TypeExpression } from './type-expression.ts';

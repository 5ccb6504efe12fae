/** The source of an SFDX project as typed metadata, and the org's schema. */
export { loadProject, type LoadOptions } from './load-project.ts';
export { MetadataError } from './metadata-error.ts';
export { OrgSchema } from './org-schema.ts';
export { isDecimal, isStored, isText, makeField } from './fields.ts';
export { attributeOf, booleanOf, childOf, childrenOf, numberOf, textOf, textsOf, type XmlElement } from './xml.ts';
export type * from './project-metadata.ts';
export type * from './schema.ts';
export { LATEST_API_VERSION } from './apex-source.ts';
export { checkField } from './api-shapes/check-field.ts';
export { type ShapeFault, checkShape } from './api-shapes/check-shape.ts';
export { type PlacedElement, readPlacedXml } from './api-shapes/placed-xml.ts';
export { CHECKED_TYPES } from './api-shapes/shapes.ts';
export {
  type FlowDefinition,
  type FlowElement,
  type FlowVariable,
  flowDefinition,
  targetOf
} from './flow-definition.ts';
export { METADATA_TYPES, metadataFolder, metadataTypeOf } from './metadata-types.ts';
export { packageSource } from './packages.ts';
export { resolveSourceRoots, walkFiles } from './source-files.ts';
export { refusedOperation } from './dml-operations.ts';
export { CURRENCY_OF_PARENT } from './features/currencies.ts';
export { isPersonMember } from './signature-fields.ts';

export { loadProject, type LoadOptions } from './load-project.ts';
export { MetadataError } from './metadata-error.ts';
export { OrgSchema } from './org-schema.ts';
export { isDecimal, isStored, isText, makeField } from './fields.ts';
export { attributeOf, booleanOf, childOf, childrenOf, numberOf, textOf, textsOf, type XmlElement } from './xml.ts';
export type * from './project-metadata.ts';
export type * from './schema.ts';

export { Deployer, type DeployHost } from './deployer.ts';
export { metadataOperation } from './metadata-soap.ts';
export { metadataResource } from './metadata-rest.ts';

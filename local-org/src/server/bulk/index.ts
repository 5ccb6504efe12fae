export { bulkResource } from './bulk-resource.ts';

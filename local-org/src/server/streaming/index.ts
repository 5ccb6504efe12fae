export { schemaId } from './change-event.ts';
export { isStreamingPath, StreamingHub } from './hub.ts';
export { pushResource } from './push.ts';

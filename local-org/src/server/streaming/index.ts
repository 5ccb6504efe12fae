export { isStreamingPath, StreamingHub } from './hub.ts';
export { pushResource } from './push.ts';

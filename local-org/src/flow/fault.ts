/** A fault of a flow's element: the flow goes on along its fault connector, or fails. */
export class FlowFault extends Error {}

/** What a flow that nobody rescued tells its user. */
export const UNHANDLED =
  'An unhandled fault has occurred in this flow\nAn unhandled fault has occurred while processing the flow.  Please contact your system administrator for more information.';

/**
 * @description Starts the processing of stored webhooks.
 */
trigger CwInboxArrivalTrigger on Commerce_Inbox_Arrival__e(after insert) {
    new CwInboxArrivalTriggerHandler().run();
}

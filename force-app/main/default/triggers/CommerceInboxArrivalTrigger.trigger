/**
 * @description Starts the processing of stored webhooks.
 */
trigger CommerceInboxArrivalTrigger on Commerce_Inbox_Arrival__e(after insert) {
    new InboxArrivalTriggerHandler().run();
}

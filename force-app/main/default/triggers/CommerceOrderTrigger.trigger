/**
 * @description Derives the values of orders.
 */
trigger CommerceOrderTrigger on Commerce_Order__c(before insert, before update) {
    new CommerceOrderTriggerHandler().run();
}

/**
 * @description Derives the values of orders.
 */
trigger CwOrderTrigger on Commerce_Order__c(before insert, before update) {
    new CwOrderTriggerHandler().run();
}

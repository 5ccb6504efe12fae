/**
 * @description Marks the carts that may be left behind.
 */
trigger CwCartTrigger on Commerce_Cart__c(before insert, before update) {
    new CwCartTriggerHandler().run();
}

/**
 * @description Keeps stores that are in use.
 */
trigger CwStoreTrigger on Commerce_Store__c(before delete) {
    new CwStoreTriggerHandler().run();
}

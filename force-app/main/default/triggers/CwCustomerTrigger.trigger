/**
 * @description Lets the records of a store customer follow a new link.
 */
trigger CwCustomerTrigger on Commerce_Customer__c(before update, after update) {
    new CwCustomerTriggerHandler().run();
}

/**
 * @description Marks the rows of the inbox for which there is something to do.
 */
trigger CwEventTrigger on Commerce_Event__c(before insert, before update) {
    new CwEventTriggerHandler().run();
}

/** User permissions of standard profiles, by API name without prefix, as a new org's profiles are retrieved with them. */
const words = (text: string): readonly string[] => text.split(' ');

/** Whoever administers may do all of this; seeing encrypted data is not part of it. */
export const ADMINISTRATOR_RIGHTS = words(
  'ActivateContract ActivateOrder AllowUniversalSearch AllowViewKnowledge ApexRestServices ApiEnabled AssignPermissionSets ' +
    'AssignTopics AuthorApex BulkMacrosAllowed CanUseNewDashboardBuilder ChatterFileLink ChatterInternalUser ChatterInviteExternalUsers ' +
    'ChatterOwnGroups ContentAdministrator ConvertLeads CreateCustomizeDashboards CreateCustomizeFilters CreateCustomizeReports ' +
    'CreateDashboardFolders CreateReportFolders CreateTopics CustomizeApplication DataExport DelegatedTwoFactor DeleteActivatedContract ' +
    'DeleteTopics EditActivatedOrders EditBrandTemplates EditCaseComments EditEvent EditHtmlTemplates EditMyDashboards EditMyReports ' +
    'EditOppLineItemUnitPrice EditPublicDocuments EditPublicFilters EditPublicTemplates EditReadonlyFields EditTask EditTopics ' +
    'EmailMass EmailSingle EnableNotifications ExportReport ImportCustomObjects ImportLeads ImportPersonal InstallPackaging ' +
    'LightningConsoleAllowedForUser LightningExperienceUser ListEmailSend ManageAnalyticSnapshots ManageAuthProviders ' +
    'ManageBusinessHourHolidays ManageCallCenters ManageCases ManageCategories ManageCertificates ManageCustomPermissions ' +
    'ManageCustomReportTypes ManageDashbdsInPubFolders ManageDataCategories ManageDataIntegrations ManageDynamicDashboards ' +
    'ManageEmailClientConfig ManageHealthCheck ManageInteraction ManageInternalUsers ManageIpAddresses ManageLeads ' +
    'ManageLoginAccessPolicies ManageMobile ManageNetworks ManagePackageLicenses ManagePasswordPolicies ManageProfilesPermissionsets ' +
    'ManagePvtRptsAndDashbds ManageReleaseUpdates ManageRemoteAccess ManageReportsInPubFolders ManageRoles ManageSearchPromotionRules ' +
    'ManageSharing ManageSolutions ManageSubscriptions ManageTranslation ManageUnlistedGroups ManageUsers MassInlineEdit MergeTopics ' +
    'ModerateChatter ModifyAllData ModifyDataClassification ModifyMetadata PrivacyDataAccess ResetPasswords RunReports ScheduleReports ' +
    'SelectFilesFromSalesforce SendSitRequests ShowCompanyNameAsUserBadge SolutionImport SubmitMacrosAllowed ' +
    'SubscribeToLightningDashboards SubscribeToLightningReports TransferAnyCase TransferAnyEntity TransferAnyLead ' +
    'UseTeamReassignWizards UseWebLink ViewAllData ViewAllProfiles ViewAllUsers ViewDataCategories ViewDeveloperName ViewEventLogFiles ' +
    'ViewHealthCheck ViewHelpLink ViewMyTeamsDashboards ViewPublicDashboards ViewPublicReports ViewRoles ViewSetup ViewUserPII'
);

export const STANDARD_USER_RIGHTS = words(
  'AllowViewKnowledge ApiEnabled AssignTopics ChatterFileLink ChatterInternalUser ChatterInviteExternalUsers ChatterOwnGroups ' +
    'ConvertLeads CreateCustomizeFilters CreateCustomizeReports CreateTopics DistributeFromPersWksp EditEvent EditMyReports ' +
    'EditOppLineItemUnitPrice EditTask EditTopics EmailMass EmailSingle EnableNotifications ExportReport ImportPersonal ' +
    'LightningConsoleAllowedForUser LightningExperienceUser ListEmailSend MassInlineEdit RunReports SelectFilesFromSalesforce ' +
    'SendSitRequests ShowCompanyNameAsUserBadge SubmitMacrosAllowed SubscribeToLightningReports UseWebLink ViewHelpLink ' +
    'ViewPublicDashboards ViewPublicReports ViewRoles ViewSetup'
);

export const MINIMUM_RIGHTS = words(
  'ActivitiesAccess ChatterInternalUser EnableNotifications LightningConsoleAllowedForUser ViewHelpLink'
);

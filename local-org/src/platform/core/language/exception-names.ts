/** Built-in exception types that Apex code may throw and catch. */
export const EXCEPTION_NAMES: readonly string[] = [
  ...'AsyncException AuraHandledException BigObjectException CalloutException CanvasException DmlException DuplicateMessageException EmailException EmailTemplateRenderException ExternalObjectException FatalCursorException FinalException FlowException HandledException IllegalArgumentException InvalidHeaderException InvalidParameterValueException InvalidReadOnlyUserDmlException JSONException LicenseException LimitException ListException MathException NoAccessException NoDataFoundException NoSuchElementException NullPointerException PlatformCacheException ProcedureException QueryException RequiredFeatureMissingException SearchException SecurityException SerializationException SObjectException StringException TouchHandledException TransientCursorException TypeException UnexpectedException UnsupportedOperationException VisualforceException WaveTemplateException XmlException AssertException'
    .split(' ')
    .map((name) => `System.${name}`),
  'EventBus.RetryableException',
  'Auth.AuthProviderPluginException',
  'Auth.ConnectedAppPluginException',
  'Auth.DiscoveryCustomErrorException',
  'Auth.JWTValidationException',
  'Auth.LoginDiscoveryException',
  'Auth.VerificationException',
  'Cache.CacheException',
  'Cache.InvalidCacheBuilderException',
  'Cache.InvalidParamException',
  'Cache.ItemSizeLimitExceededException',
  'Cache.Org.OrgCacheException',
  'Cache.PlatformCacheInvalidOperationException',
  'Cache.SessionCacheException',
  'Cache.SessionCacheNoSessionException',
  'Canvas.CanvasRenderException',
  'Compression.ZipException',
  'ConnectApi.ConnectApiException',
  'ConnectApi.NotFoundException',
  'ConnectApi.RateLimitException',
  'DataSource.DataSourceException',
  'DataSource.OAuthTokenExpiredException',
  'Apex.EmptyStackException'
];

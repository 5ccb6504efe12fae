import { metadataFolder, METADATA_TYPES } from '../../metadata/index.ts';
import type { UserContext } from '../../security/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiError } from '../api-error.ts';
import { apiTime } from '../bulk/bulk-format.ts';
import { isRecord } from '../request.ts';
import { METADATA_NAMESPACE } from '../soap-api.ts';
import { soapAnswer, type SoapCall } from '../soap.ts';
import { deployOptions } from './deploy-options.ts';
import type { Deployer } from './deployer.ts';
import { metadataPath } from './metadata-path.ts';
import { deleteMetadata, readMetadata, renameMetadata, saveMetadata } from './metadata-crud.ts';

/** `/services/Soap/m/NN.0`. @throws ApiError for an operation that the local org lacks */
export async function metadataOperation(
  org: Org,
  user: UserContext,
  deployer: Deployer,
  call: SoapCall
): Promise<Buffer> {
  const { operation, parameters } = call;
  const answer = (result: unknown): Buffer => soapAnswer(METADATA_NAMESPACE, operation, result);
  const id = (name: string): string => String(parameters[name] ?? '');
  switch (operation) {
    case 'deploy': {
      const zip = Buffer.from(id('ZipFile'), 'base64');
      const options = isRecord(parameters.DeployOptions) ? parameters.DeployOptions : {};
      const deployment = deployer.start(zip, deployOptions(options), user);
      return answer({ done: false, id: deployment.id, state: 'Queued' });
    }
    case 'checkDeployStatus':
      return answer(deployer.find(id('asyncProcessId')).result(parameters.includeDetails === 'true'));
    case 'cancelDeploy': {
      const deployment = deployer.cancel(id('String') || id('asyncProcessId'));
      return answer({ done: deployment.done, id: deployment.id });
    }
    case 'deployRecentValidation':
      return answer(deployer.startValidated(id('validationId'), user).id);
    case 'retrieve':
      return answer({
        done: false,
        id: deployer.retrieve(parameters.retrieveRequest ?? parameters.request),
        state: 'Queued'
      });
    case 'checkRetrieveStatus':
      return answer(retrieveResult(org, user, id('asyncProcessId'), deployer));
    case 'createMetadata':
      return answer(await saveMetadata(deployer, user, call, 'create'));
    case 'updateMetadata':
      return answer(await saveMetadata(deployer, user, call, 'update'));
    case 'upsertMetadata':
      return answer(await saveMetadata(deployer, user, call, 'upsert'));
    case 'deleteMetadata':
      return answer(await deleteMetadata(deployer, user, call));
    case 'renameMetadata':
      return answer(await renameMetadata(deployer, user, call));
    case 'readMetadata':
      return answer(readMetadata(deployer, call));
    case 'checkStatus':
      return answer({ done: true, id: deployer.find(id('asyncProcessId')).id, state: 'Completed' });
    case 'describeMetadata':
      return answer(describeMetadata());
    case 'listMetadata':
      return answer(listMetadata(org, user, parameters.queries));
    default:
      throw new ApiError(501, 'NOT_IMPLEMENTED', `The operation ${operation} is not supported by the local org`);
  }
}

function describeMetadata(): object {
  const children = METADATA_TYPES.filter(({ parent }) => parent !== undefined).map(({ name }) => name);
  return {
    metadataObjects: METADATA_TYPES.filter(({ parent }) => parent === undefined).map(({ name, suffix }) => ({
      childXmlNames: name === 'CustomObject' ? children : undefined,
      directoryName: metadataFolder(name),
      inFolder: false,
      metaFile: name === 'ApexClass' || name === 'ApexTrigger' || name === 'StaticResource',
      suffix: name === 'LightningComponentBundle' ? undefined : suffix,
      xmlName: name
    })),
    organizationNamespace: '',
    partialSaveAllowed: true,
    testRequired: false
  };
}

function retrieveResult(org: Org, user: UserContext, id: string, deployer: Deployer): object {
  const { zip, files } = deployer.retrieved(id);
  return {
    done: true,
    fileProperties: files.map((file) => fileProperties(org, user, file)),
    id,
    status: 'Succeeded',
    success: true,
    zipFile: zip.toString('base64')
  };
}

function fileProperties(
  org: Org,
  user: UserContext,
  file: { type: string; fullName: string; fileName: string }
): object {
  const date = apiTime(org.clock.now());
  return {
    createdById: user.id,
    createdByName: user.name,
    createdDate: date,
    fileName: file.fileName,
    fullName: file.fullName,
    id: '',
    lastModifiedById: user.id,
    lastModifiedByName: user.name,
    lastModifiedDate: date,
    type: file.type
  };
}

function listMetadata(org: Org, user: UserContext, queries: unknown): object[] {
  const types = (Array.isArray(queries) ? queries : [queries]).flatMap((query: unknown) =>
    isRecord(query) && typeof query.type === 'string' ? [query.type] : []
  );
  const all = [
    ...org.metadata.apex.map(({ kind, name }) => ({
      type: kind === 'class' ? 'ApexClass' : 'ApexTrigger',
      fullName: name
    })),
    ...[...org.metadata.labels.values()].map(({ name }) => ({ type: 'CustomLabel', fullName: name })),
    ...org.metadata.components.map(({ type, fullName }) => ({ type, fullName }))
  ];
  return all
    .filter(({ type }) => types.includes(type))
    .map(({ type, fullName }) => fileProperties(org, user, { type, fullName, fileName: metadataPath(type, fullName) }));
}

export type { CredentialProvider, Credentials } from '@cos/signer'
export { cached } from '@cos/signer'
export {
  atMostOne,
  attribute,
  boolean,
  choice,
  element,
  exactlyOne,
  httpDate,
  integer,
  integerBetween,
  list,
  oneOf,
  oneOfOrOther,
  optional,
  string,
  struct,
  type TypeOf,
  text,
  timestamp,
  timestampSeconds,
  unixSeconds,
  unknownElements,
  urlEncodable,
  type XmlElement,
} from '@cos/xml'
export { createTransport } from '#transport'
export { combineCrc64 } from './checksum/combine-crc64.js'
export { contentMd5 } from './checksum/content-md5.js'
export { Crc64, crc64 } from './checksum/crc64.js'
export { receivedCrc64, sentCrc64 } from './checksum/crc64-checksum.js'
export type { Authority, ClientSettings, CosClientOptions } from './client/client-options.js'
export { abortable, type Clock, systemClock } from './client/clock.js'
export { type ClientExtension, CosClient, type PresignOptions, type SendOptions } from './client/cos-client.js'
export {
  accelerateEndpoint,
  customDomain,
  type Endpoint,
  type EndpointAddress,
  internalEndpoint,
  pathStyle,
  publicEndpoint,
  tencentcosEndpoint,
  viaAddress,
  virtualHosted,
} from './client/endpoint.js'
export { cursorAfter, resumeAt } from './client/page-cursor.js'
export { paginate } from './client/paginate.js'
export * from './commands/index.js'
export type { AccessControlInput, Grants } from './commands/shapes/access-control-input.js'
export { type ByteRange, parseByteRange } from './commands/shapes/byte-range.js'
export type { CopySource } from './commands/shapes/copy-source.js'
export { type CustomerKey, customerKey } from './commands/shapes/customer-key.js'
export type { GranteeId } from './commands/shapes/grantees.js'
export type {
  PolicyAction,
  PolicyCondition,
  PolicyDocument,
  PolicyOperator,
  PolicyPrincipal,
  PolicyStatement,
  PolicyValue,
} from './commands/shapes/policy-document.js'
export type { PostedForm } from './commands/shapes/post-form.js'
export type { RestoreState } from './commands/shapes/restore-state.js'
export type { KmsEncryption, ServerSideEncryption } from './commands/shapes/server-side-encryption.js'
export { type FederationTokenOptions, federationToken } from './credentials/federation-token.js'
export { CosError, type CosErrorOptions, isCosError } from './errors/cos-error.js'
export { InputError, type InputErrorOptions } from './errors/input-error.js'
export { ResponseError, type ResponseErrorOptions } from './errors/response-error.js'
export { isServiceError, ServiceError, type ServiceErrorCode, type ServiceErrorOptions } from './errors/service-error.js'
export { TransportError, type TransportErrorCode, type TransportErrorOptions } from './errors/transport-error.js'
export { bucketExists } from './functions/bucket-exists.js'
export { changeStorageClass } from './functions/change-storage-class.js'
export { type CreatePostFormOptions, createPostForm, type PostForm } from './functions/create-post-form.js'
export {
  type DeleteFailure,
  type DeleteObjectsInput,
  type DeleteObjectsOptions,
  type DeleteObjectsResult,
  deleteObjects,
  type ObjectToDelete,
} from './functions/delete-objects.js'
export { decodeMetadata, encodeMetadata } from './functions/encode-metadata.js'
export { type BucketMetadata, getBucketMetadata } from './functions/get-bucket-metadata.js'
export { getObjectUrl, type ObjectUrlOptions } from './functions/get-object-url.js'
export { objectExists } from './functions/object-exists.js'
export { type PresignedMultipart, type PresignMultipartOptions, presignMultipart } from './functions/presign-multipart.js'
export { type PresignedSettings, presignedClient } from './functions/presigned-client.js'
export { type PutObjectFromFileInput, putObjectFromFile } from './functions/put-object-from-file.js'
export type { ObjectChange, ObjectToRewrite } from './functions/rewrite-object.js'
export { SignedRequestCommand, type SignedRequestInput, type SignedRequestOutput } from './functions/signed-request-command.js'
export { updateObjectMetadata } from './functions/update-object-metadata.js'
export { type WaitUntilRestoredOptions, waitUntilRestored } from './functions/wait-until-restored.js'
export { type HostSwitch, tencentcosBackup } from './middleware/backup-host.js'
export { type CommandMiddleware, compose, type Handler, type Middleware, type RequestMiddleware } from './middleware/compose.js'
export { resumeReads } from './middleware/resume-reads.js'
export { type BackoffOptions, backoff, type Failure, isRetryable, type RetryPolicy } from './middleware/retry.js'
export type { Signer } from './middleware/sign.js'
export {
  type Binding,
  type BodySchema,
  body,
  type CodecSchema,
  closedXml,
  closedXmlBody,
  codec,
  type Draft,
  header,
  headers,
  type InputShape,
  type JsonDocument,
  json,
  type MembersOf,
  type OutputShape,
  optionalXmlBody,
  type PayloadSchema,
  payload,
  type QuerySchema,
  query,
  queryWithDefault,
  type TextMapSchema,
  type XmlBody,
  type XmlDocument,
  xml,
  xmlBody,
  xmlListing,
} from './operation/bindings.js'
export type { BodyChecksum, RunningChecksum } from './operation/body-checksum.js'
export { codeOfStatus } from './operation/code-of-status.js'
export { type AnyCommandClass, type Command, type CommandClass, command, isCommand } from './operation/command.js'
export {
  type AnyOperation,
  type BodyDigest,
  type BucketAddress,
  defineOperation,
  type InputOf,
  type ObjectAddress,
  type Operation,
  type OutputOf,
  type PageRule,
  type ResumeOptions,
  type ResumeRead,
  type Service,
  type TaskAddress,
  type ToldError,
} from './operation/define-operation.js'
export { errorInBody } from './operation/error-in-body.js'
export { type SelectEvent, type SelectFigures, SelectResult } from './operation/event-stream/select-result.js'
export { type HeaderSetParts, type HeaderSetSchema, headerSet } from './operation/header-set.js'
export { jsonObject } from './operation/json-object.js'
export type { Place } from './operation/layout.js'
export { Payload } from './operation/payload.js'
export type { Target } from './operation/write-request.js'
export { chunksOf } from './transport/chunks-of.js'
export { createFetchTransport } from './transport/fetch.js'
export type {
  Body,
  BodySource,
  ConnectionOptions,
  HttpRequest,
  HttpResponse,
  ResponseBody,
  TlsOptions,
  Transport,
} from './transport/transport.js'
export { createXhrTransport } from './transport/xhr.js'

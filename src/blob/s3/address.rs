//! Who is asked, and how patiently. Endpoint, region and keys come from the usual `AWS_…` variables.

use std::time::Duration;

use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey, Checksum};
use object_store::{BackoffConfig, ClientOptions, RetryConfig};

use crate::blob::BlobError;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(1);
/// How long a failed request is tried anew. Somebody waits for it.
const TRY: Duration = Duration::from_secs(3);
/// How often it is tried anew.
const TRIES: usize = 3;

/// The client for `bucket/prefix`, and the prefix with the slash after it.
pub(super) fn client(
    place: &str,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<(AmazonS3, String), BlobError> {
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    let prefix = prefix.trim_matches('/');
    let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
    let told = variables.into_iter().filter_map(|(name, value)| Some((key(&name)?, value)));
    let client = told
        .fold(AmazonS3Builder::new(), |builder, (key, value)| builder.with_config(key, value))
        .with_bucket_name(bucket)
        .with_checksum_algorithm(Checksum::SHA256)
        .with_client_options(client_options())
        .with_retry(retry())
        .build()
        .map_err(|error| BlobError::Address { url: format!("s3://{place}"), source: error.into() })?;
    Ok((client, prefix))
}

/// What a variable sets; nothing when its name does not begin with `AWS_`.
fn key(name: &str) -> Option<AmazonS3ConfigKey> {
    name.strip_prefix("AWS_").and_then(|_| name.to_ascii_lowercase().parse().ok())
}

/// The whole of a request has no limit here, because a file may be large; [`super::wait`] sets it.
fn client_options() -> ClientOptions {
    ClientOptions::new().with_allow_http(true).with_connect_timeout(CONNECT).with_timeout_disabled()
}

fn retry() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(50),
            max_backoff: Duration::from_millis(500),
            base: 2.0,
        },
        max_retries: TRIES,
        retry_timeout: TRY,
    }
}

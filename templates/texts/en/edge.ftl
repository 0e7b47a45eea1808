# The edge: names of the server, proxies, limits, slow senders.
edge-bad-network = “{ $value }” is not an address or network of a proxy. Write it like 10.0.0.1 or 10.0.0.0/8.
edge-all-trusted = The network { $value } would trust everyone. Name the addresses of your own proxies.
edge-bad-host = “{ $value }” is not a host name.
edge-bad-public-url = “{ $value }” is not a public address. Write it like https://yingjian.example, without a path.
edge-cookies-contradict = The public address { $url } and secure-cookies = { $secure } contradict each other: leave secure-cookies out.
edge-host-unreadable = The request does not say clearly, by one Host header, which server it is for.
edge-misdirected = This server does not answer to the name { $host }. Its administrator can add it by --public-url or --hosts.
edge-slow = The request arrived too slowly and was abandoned; nothing was changed. Check your connection and try again.
edge-many-failures = More than { $limit } log-ins failed from your address in this minute. Please try again in { $seconds } seconds.
edge-many-uploads = Your account has made more than { $limit } uploads in this minute. Please try again in { $seconds } seconds.
edge-many-papers = Your account has asked for more than { $limit } reports and archives in this minute. Please try again in { $seconds } seconds.
edge-title-408 = Too slow
edge-title-421 = Another server
edge-title-429 = Too often
status-408 = The body came too slowly
status-421 = The Host header names another server
status-429 = Too often in this minute; Retry-After says when to come again

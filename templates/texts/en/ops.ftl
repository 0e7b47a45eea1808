# Operations.
round-unknown = There is no round { $code }.

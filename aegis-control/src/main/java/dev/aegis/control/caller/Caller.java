package dev.aegis.control.caller;

import dev.aegis.control.http.ProblemCode;
import java.util.List;

/// The sender of a request.
public sealed interface Caller {
    record Known(Identity identity) implements Caller {}

    record Anonymous() implements Caller {}

    /// The request has an invalid key.
    ///
    /// @param sentence the reason, for the caller; it does not contain the key
    record Rejected(ProblemCode code, String sentence) implements Caller {}

    sealed interface Identity {
        /// For the request log and for counting.
        String id();
    }

    /// @param scopes what the key may do
    record User(String userId, List<String> scopes) implements Identity {
        @Override
        public String id() {
            return "user:" + userId;
        }
    }

    record EnrolledMachine(String agentId) implements Identity {
        @Override
        public String id() {
            return "machine:" + agentId;
        }
    }
}

package io.tenantry.api.own;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.tenantry.api.own.CommandJobBodies.JobRow;
import io.tenantry.automation.Job;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;

/** Jobs of a page as lists show them. A page that comes again out of memory, as one and the same, was written before. */
final class WrittenJobs {
    private final LoadingCache<List<Job>, Written> written;

    WrittenJobs(JsonMapper json) {
        written = Caffeine.newBuilder()
                .weakKeys()
                .build(jobs -> new Written(new SerializedString(
                        json.writeValueAsString(jobs.stream().map(JobRow::of).toList()))));
    }

    Written of(List<Job> jobs) {
        return written.get(jobs);
    }

    /** What is written already. */
    record Written(SerializableString text) implements JacksonSerializable {
        @Override
        public void serialize(JsonGenerator json, SerializationContext serialization) {
            json.writeRawValue(text);
        }

        @Override
        public void serializeWithType(JsonGenerator json, SerializationContext serialization, TypeSerializer types) {
            serialize(json, serialization);
        }
    }
}

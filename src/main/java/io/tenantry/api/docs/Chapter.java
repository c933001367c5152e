package io.tenantry.api.docs;

import java.util.List;

/** One surface as the page shows it. */
record Chapter(String id, String title, String description, List<Section> sections) {
    /** Operations of one resource. */
    record Section(String id, String title, List<Call> calls) {}

    /** One operation. */
    record Call(
            String id,
            String method,
            String path,
            String summary,
            String permission,
            List<Input> inputs,
            List<Member> takes,
            List<Answer> answers,
            List<Member> gives,
            String curl) {}

    /** A parameter of path, query or header. */
    record Input(String name, String place, String type, boolean isRequired, String description) {}

    /** A member of a body; dots lead into objects, brackets into lists. */
    record Member(String name, String type, boolean isRequired) {}

    /** A status that can come back. */
    record Answer(String status, String meaning) {}
}

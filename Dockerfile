# syntax=docker/dockerfile:1

# Builds Broadsheet and runs it as a user without rights. docs/operations.md says how to use the image, and how these
# steps were checked. Both stages have the Java version of pom.xml (DockerfileTest holds that).

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
# What the pom needs is a layer of its own: it is fetched again only when the pom changes. The few artifacts that
# neither goal knows of (annotation processors, the deployment side of extensions) come with the build itself.
COPY .mvn .mvn
COPY pom.xml pom.xml
RUN mvn -B -q dependency:go-offline quarkus:go-offline
COPY src src
RUN mvn -B -DskipTests package

FROM eclipse-temurin:25-jre-noble
# PostgreSQL refuses to run as root or as a user without a name, so the user has one; the number is for Kubernetes,
# which can tell only by a number that it is not root. bash is for the health check, kill is what stops the embedded
# PostgreSQL: should a base image lack one of them, the build fails here.
RUN test -x /bin/bash && test -x /usr/bin/kill \
    && groupadd --gid 10001 broadsheet \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /opt/broadsheet --shell /usr/sbin/nologin broadsheet \
    && install -d -o 10001 -g 10001 -m 0700 /data /var/cache/broadsheet

# The libraries first: they change least.
WORKDIR /opt/broadsheet
COPY --from=build /build/target/quarkus-app/lib/ lib/
COPY --from=build /build/target/quarkus-app/quarkus-run.jar quarkus-run.jar
COPY --from=build /build/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /build/target/quarkus-app/app/ app/

# The java launcher reads JDK_JAVA_OPTIONS itself, so that no shell stands between Docker's signals and the JVM. Half
# of the memory is the heap; the other half is for threads, buffers and, with the embedded default, PostgreSQL.
ENV BROADSHEET_DATA=/data \
    XDG_CACHE_HOME=/var/cache \
    JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
VOLUME /data
EXPOSE 8080
USER 10001:10001

# The base image has neither curl nor wget.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${BROADSHEET_PORT:-8080} && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]

# Without arguments the API; with arguments a command: docker run ... broadsheet import FILE
ENTRYPOINT ["java", "-jar", "/opt/broadsheet/quarkus-run.jar"]

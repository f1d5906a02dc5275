import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One OpenSearch node: {@code java -cp ... Node.java DIRECTORY PORT}. Ends with its process. */
public class Node {

    public static void main(String[] args) throws InterruptedException {
        OpenSearchRunner runner = new OpenSearchRunner();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                runner.close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }));
        runner.onBuild((number, settings) -> {
                    settings.put("http.port", args[1]);
                    settings.put("network.host", "127.0.0.1");
                    // a full disk is no matter for a test
                    settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
                    // whoever writes to an index that is not there has made a mistake
                    settings.put("action.auto_create_index", false);
                })
                .build("-basePath", args[0], "-numOfNode", "1", "-clusterName", "broadsheet");
        Thread.currentThread().join();
    }
}

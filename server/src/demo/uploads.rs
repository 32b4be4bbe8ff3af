//! The demo's pictures and documents, as its blog had them below `wp-content/uploads/`.

use std::io;
use std::path::Path;

/// Names the uploads and carries what is in them.
macro_rules! uploads {
    ($($name:literal,)*) => {
        [$(($name, include_bytes!(concat!("../../../demo/media/", $name)).as_slice()),)*]
    };
}

static UPLOADS: [(&str, &[u8]); 21] = uploads![
    "2014/09/tribune-congres.png",
    "2014/11/facade-hbm.png",
    "2014/12/carte-anru.png",
    "2015/06/programme-semaine-hlm.pdf",
    "2016/07/coupe-duplex.png",
    "2017/01/barres-et-maisons.png",
    "2017/06/coupe-renovation.png",
    "2018/05/cite-jardin.png",
    "2018/07/affiche-marseille.png",
    "2018/09/courbe-demandes.png",
    "2018/10/escalier-hall.png",
    "2018/10/grues-port.png",
    "2019/04/balcons-hiver.png",
    "2019/09/tour-cafe.png",
    "2021/01/cahier-des-charges-ami.pdf",
    "2021/07/etiquettes-dpe.png",
    "2023/02/file-attente.png",
    "2023/10/facade-nantes.png",
    "2025/01/carte-encadrement.png",
    "2026/07/barres-production.png",
    "2026/10/derniere-lumiere.png",
];

/// Writes them into a folder, each in that of its month.
pub(super) fn unpack(folder: &Path) -> io::Result<()> {
    for (name, bytes) in UPLOADS {
        let path = folder.join(name);
        if let Some(month) = path.parent() {
            std::fs::create_dir_all(month)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
